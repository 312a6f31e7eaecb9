import type { AwsWorld } from '../../../demo/stand-ins/aws/world.ts';

export const account = '111122223333';

const sinceMay = { createdAt: '2024-05-01T09:00:00Z', lastUsed: '2026-11-22T09:00:00Z' };

/** Root as it should be, somebody at the console, and a key that a machine uses. */
export const world: AwsWorld = {
  account,
  root: { createdAt: '2019-01-01T00:00:00Z', mfa: true, keys: [] },
  users: [
    {
      name: 'ben',
      path: '/people/',
      createdAt: '2024-05-01T09:00:00Z',
      password: { changedAt: '2024-05-01T09:00:00Z' },
      mfa: false,
      keys: [{ active: true, ...sinceMay }],
    },
    {
      name: 'deploy',
      createdAt: '2024-05-01T09:00:00Z',
      mfa: false,
      keys: [
        { active: false, createdAt: '2024-05-01T09:00:00Z' },
        { active: true, ...sinceMay },
      ],
    },
  ],
};
