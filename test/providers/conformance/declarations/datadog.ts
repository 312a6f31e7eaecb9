import type { DatadogWorld } from '../../../../demo/stand-ins/datadog/world.ts';
import { startDatadog } from '../../../../demo/stand-ins/datadog.ts';
import { counted, crew, mail, tried } from '../declared.ts';

const world: DatadogWorld = {
  users: crew(105).map((name) => ({
    id: `u${name}`,
    email: mail(name),
    mfa_enabled: true,
    roles: ['Datadog Standard Role'],
  })),
};

export const datadog = tried({
  connection: 'datadog',
  alone: {
    keys: {},
    people: world.users.flatMap(({ id, email }) => [id, email]),
    async start(now) {
      const standIn = await startDatadog(() => world, { now });
      return { standIn, credential: standIn.credentials() };
    },
  },
  organization: null,
  members: {
    path: /\/users$/,
    pages: 100,
    field: 'mfa_enabled',
    next: { because: 'Datadog numbers its pages, and names no address.' },
    instead: counted,
  },
});
