import { expect, test } from '@jest/globals';
import type { OnePasswordAccess, OnePasswordEvent } from '../../../../lib/evidence/datasets/onepassword.ts';
import {
  type AtOnce,
  withdrawnAtOnce,
} from '../../../../lib/providers/onepassword/membership/withdrawn-at-once.ts';

const [begun, now] = ['2026-11-01T10:00:00.000Z', '2026-11-21T02:00:00.000Z'];
const out = '2026-11-20T09:00:00.000Z';

const row = (id: string, vaultId: string): OnePasswordAccess => ({
  accessorId: id,
  accessorType: 'user',
  canOpen: true,
  email: `${id}@acme.example`,
  groupType: null,
  kind: 'person',
  members: null,
  name: id,
  permissions: ['view_items'],
  recoveryOnly: false,
  state: 'ACTIVE',
  vaultId,
});
const group = (id: string, type: string) => {
  const members = [{ email: 'ben@acme.example', id: 'ben', kind: 'person', state: 'ACTIVE' } as const];
  return { id, name: id, type, state: 'ACTIVE', members };
};
const baseline = {
  at: begun,
  by: null,
  vaults: ['finance', 'deploy'].map((id) => ({ id, items: 1, name: id, type: 'shared' as const })),
  access: [row('ben', 'finance'), row('ben', 'deploy'), row('eva', 'deploy')],
  groups: [group('ops', 'USER_DEFINED'), group('team', 'TEAM_MEMBERS')],
};

let count = 0;
const event = (words: string, objectId: string, auxId: string | null, timestamp = out): OnePasswordEvent => {
  const [action = '', objectType = ''] = words.split(' ');
  return {
    action,
    actorEmail: null,
    actorId: 'admin',
    auxEmail: null,
    auxId,
    category: null,
    feed: 'audit',
    objectId,
    objectType,
    targetEmail: null,
    targetId: null,
    timestamp,
    type: null,
    uuid: `E${count++}`,
  };
};
const everything = [
  event('revoke uva', 'finance', 'ben'),
  event('revoke uva', 'deploy', 'ben'),
  event('leave gm', 'ops', 'ben'),
];
const user = (id: string, state: string | null) => {
  return { createTime: null, email: `${id}@acme.example`, id, state };
};
const found = (events: readonly OnePasswordEvent[], besides: Partial<AtOnce> = {}) =>
  withdrawnAtOnce({
    baseline,
    fresh: events,
    all: () => [],
    users: [user('ben', 'ACTIVE')],
    now,
    ...besides,
  });
const ben = { id: 'ben', outAt: out, backAt: now, taken: true };

test('Whoever lost all at once and is in use must have come back', () => {
  expect(found(everything)).toEqual([ben]);
  // A part of it was read on an earlier night.
  expect(found(everything.slice(2), { all: () => everything.slice(0, 2) })).toEqual([ben]);
});

test.each([
  ['something is left', everything.slice(0, 2), {}],
  [
    'it was taken one after the other',
    everything.map((one, at) => ({ ...one, timestamp: `2026-11-20T09:0${at}:00Z` })),
    {},
  ],
  ['an event says that the account ended', [...everything, event('suspend user', 'ben', null)], {}],
  ['the account is out of use', everything, { users: [user('ben', 'SUSPENDED')] }],
  ['a night before had read it, and had a list', [], { all: () => everything }],
  ['no vault can be derived', everything, { baseline: null }],
] as const)('It says nothing where %s', (_, events, besides) => {
  expect(found(events, besides)).toEqual([]);
});

test('What somebody had of a vault that is gone was not left to them', () => {
  const events = [
    ...everything.filter(({ objectId }) => objectId !== 'deploy'),
    event('delete vault', 'deploy', null),
  ];
  expect(found(events)).toEqual([ben]);
});
