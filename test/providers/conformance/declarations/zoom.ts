import type { ZoomUser, ZoomWorld } from '../../../../demo/stand-ins/zoom/world.ts';
import { startZoom } from '../../../../demo/stand-ins/zoom.ts';
import { counted, crew, mail, tried } from '../declared.ts';

const users: readonly ZoomUser[] = crew(305).map((name) => ({
  id: `u${name}`,
  email: mail(name),
  last_login_time: '2026-11-01T10:00:00Z',
}));

const world: ZoomWorld = {
  account: 'AbCdEfGhIjKlMnOpQrStUv',
  security: { sign_in_with_two_factor_auth: 'all' },
  users: [...users, { email: mail('invited'), status: 'pending' }],
};

export const zoom = tried({
  connection: 'zoom',
  alone: {
    keys: { account: world.account },
    people: world.users.flatMap(({ id, email }) => (id === undefined ? [email] : [id, email])),
    async start(now) {
      const standIn = await startZoom(() => world, { now });
      return { standIn, credential: standIn.credentials() };
    },
  },
  organization: { path: /\/settings$/, field: 'sign_in_with_two_factor_auth' },
  members: {
    path: /\/users$/,
    pages: 300,
    field: 'email',
    next: 'token',
    instead: {
      'a list with nobody on it': counted['a list with nobody on it'],
      'a missing field': {
        ends: 'partial malformed',
        because: 'Whoever was only invited is known by nothing else.',
      },
      'a null field': {
        ends: 'partial malformed',
        because: 'Whoever was only invited is known by nothing else.',
      },
    },
  },
});
