import type { FastlyWorld } from '../../../../demo/stand-ins/fastly/world.ts';
import { startFastly } from '../../../../demo/stand-ins/fastly.ts';
import { crew, mail, tried } from '../declared.ts';

const world: FastlyWorld = {
  customer: { id: 'x4xCwxxJxGCx123Rx5xTx', name: 'Acme', force_2fa: true, force_sso: false },
  users: crew(20).map((name) => ({ id: `u${name}`, login: mail(name), two_factor_auth_enabled: true })),
};

export const fastly = tried({
  connection: 'fastly',
  alone: {
    keys: { customer: world.customer.id },
    people: world.users.flatMap(({ id, login }) => [id, login]),
    async start(now) {
      const standIn = await startFastly(() => world, { now });
      return { standIn, credential: standIn.token() };
    },
  },
  organization: { path: /^\/customer\/\w+$/, field: 'force_2fa' },
  members: {
    path: /\/users$/,
    pages: { because: 'Fastly lists all users at once.' },
    field: 'two_factor_auth_enabled',
    next: { because: 'Fastly lists all users at once.' },
    instead: {},
  },
});
