import type { AtlasWorld } from '../../../../demo/stand-ins/mongodb-atlas/world.ts';
import { startAtlas } from '../../../../demo/stand-ins/mongodb-atlas.ts';
import { counted, crew, mail, tried } from '../declared.ts';

const world: AtlasWorld = {
  org: '5f0000000000000000000001',
  settings: { multiFactorAuthRequired: true },
  users: crew(505).map((name) => ({
    id: `u${name}`,
    username: mail(name),
    lastAuth: '2026-11-01T10:00:00Z',
  })),
};

export const mongodbAtlas = tried({
  connection: 'mongodb-atlas',
  alone: {
    keys: { org: world.org },
    people: world.users.flatMap(({ id, username }) => [id, username]),
    async start(now) {
      const standIn = await startAtlas(() => world, { now });
      return { standIn, credential: standIn.credentials() };
    },
  },
  organization: { path: /\/settings$/, field: 'multiFactorAuthRequired' },
  members: {
    path: /\/users$/,
    pages: 500,
    field: 'username',
    next: { because: 'Atlas numbers its pages, and its links are not followed.' },
    instead: counted,
  },
});
