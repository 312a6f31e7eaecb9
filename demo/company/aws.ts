import type { AwsKey, AwsUser, AwsWorld } from '../stand-ins/aws/world.ts';
import { numberFor } from './identifiers.ts';
import { before, storyTime, timeText } from './nights.ts';

export const awsAccount = '111122223333';

const created = '2023-05-09T08:00:00Z';

/** The people who may sign in to the console, by the names of their IAM users; some have a key of their own. */
const console = [
  { name: 'ines.verbeek', ownKey: false },
  { name: 'jonas.halloran', ownKey: false },
  { name: 'wessel.dijkhuis', ownKey: true },
  { name: 'priya.raman', ownKey: false },
  { name: 'tobias.lund', ownKey: true },
] as const;

/** What AWS knows on a night. */
export function awsAt(night: number): AwsWorld {
  const machines = ['booking-deploy', 'backup-writer'].map((name) => machine(name, [usedKey(name, night)]));
  return {
    account: awsAccount,
    root: {
      createdAt: '2019-03-04T09:30:00Z',
      mfa: true,
      keys: [],
      lastUsed: storyTime('2026-01-07T10:05:00Z'),
    },
    users: [
      ...console.map((user) => consoleUser(user, night)),
      ...machines,
      machine('timetable-import', importKeys(night)),
      ...(night < 11 ? [machine('brochure-upload', [usedKey('brochure-upload', night)])] : []),
      ...(night === 3 ? [{ ...machine('load-test', []), sinceReport: true }] : []),
    ],
  };
}

/** The old importer was switched off in August. Its key passes ninety days before night 23 and goes before night 26. */
function importKeys(night: number): readonly AwsKey[] {
  return night < 26
    ? [
        {
          active: true,
          createdAt: storyTime('2024-11-20T13:00:00Z'),
          lastUsed: storyTime('2026-08-16T14:20:00Z'),
        },
      ]
    : [];
}

function consoleUser({ name, ownKey }: (typeof console)[number], night: number): AwsUser {
  const nightsAgo = numberFor(name, 5);
  return {
    name,
    path: '/people/',
    createdAt: created,
    password: {
      changedAt: storyTime('2026-03-02T08:00:00Z'),
      lastUsed: timeText(before(night - nightsAgo, 14)),
    },
    mfa: true,
    keys: ownKey ? [usedKey(name, night)] : [],
  };
}

function machine(name: string, keys: readonly AwsKey[]): AwsUser {
  return { name, path: '/machines/', createdAt: created, mfa: false, keys };
}

function usedKey(name: string, night: number): AwsKey {
  return {
    active: true,
    createdAt: storyTime('2026-06-01T08:00:00Z'),
    lastUsed: timeText(before(night, 3 + numberFor(name, 20))),
  };
}
