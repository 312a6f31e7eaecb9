import { describe, expect, test } from '@jest/globals';
import type { OnePasswordAccess, OnePasswordEvent } from '../../../../lib/evidence/datasets/onepassword.ts';
import { derive } from '../../../../lib/providers/onepassword/membership/derive.ts';
import { readReturned, returnedText } from '../../../../lib/providers/onepassword/membership/returned.ts';
import type { Since } from '../../../../lib/providers/onepassword/membership/state.ts';

const begun = '2026-11-01T10:00:00.000Z';
const holder = (id: string): OnePasswordAccess => ({
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
  vaultId: 'finance',
});
const baseline = {
  at: begun,
  by: null,
  vaults: [{ id: 'finance', items: 1, name: 'finance', type: 'shared' as const }],
  access: [holder('ana'), holder('eva')],
  groups: [],
};
const event = (words: string, besides: Partial<OnePasswordEvent> = {}): OnePasswordEvent => {
  const [action = '', objectType = ''] = words.split(' ');
  return {
    action,
    actorEmail: null,
    actorId: 'admin',
    auxEmail: null,
    auxId: 'eva',
    category: null,
    feed: 'audit',
    objectId: 'finance',
    objectType,
    targetEmail: null,
    targetId: null,
    timestamp: '2026-11-02T10:00:00Z',
    type: null,
    uuid: words,
    ...besides,
  };
};

/** Whether eva is known to have the vault, known not to have it, or neither. */
function eva(events: readonly OnePasswordEvent[], besides: Partial<Since> = {}): 'has' | 'not' | 'open' {
  const { access, doubts, vaults } = derive(baseline, { events, losses: [], users: null, ...besides });
  const row = access.find(({ accessorId }) => accessorId === 'eva');
  if (doubts.length > 0 || row?.uncertain || vaults.some(({ uncertain }) => uncertain)) return 'open';
  return row ? 'has' : 'not';
}

const taken = event('revoke uva');

describe('Nobody is known not to have a vault by', () => {
  test.each([
    ['an action in other letters', [event('Revoke uva')]],
    ['an object in other letters', [event('revoke UVA')]],
    ['a word with a blank at its end', [event('revoke uva', { action: 'revoke ' })]],
    ['a word of JavaScript', [event('constructor uva')]],
    ['an object that is a word of JavaScript', [event('revoke toString')]],
    ['a revocation of nobody', [event('revoke uva', { auxId: null })]],
    ['a revocation by somebody from outside', [{ ...taken, outside: true as const }]],
    [
      'a revocation and a grant of one second, in another time zone',
      [taken, event('grant uva', { timestamp: '2026-11-02T11:00:00+01:00' })],
    ],
    [
      'one id for a revocation and for a grant of one second',
      [taken, { ...event('grant uva'), uuid: taken.uuid }],
    ],
    [
      'one id for a revocation and for a grant of one second, the other way round',
      [{ ...event('grant uva'), uuid: taken.uuid }, taken],
    ],
    [
      'a recovery after the revocation',
      [taken, event('completr user', { objectId: 'eva', auxId: null, timestamp: '2026-11-02T10:00:01Z' })],
    ],
    [
      'new keys of the vault after it',
      [taken, event('replace vaultkey', { timestamp: '2026-11-02T10:00:01Z' })],
    ],
  ])('%s', (_, events) => {
    expect(eva(events)).toBe('open');
  });

  test('a suspension that the list of users does not show, on that night and on one without a list', () => {
    const users = [{ createTime: null, email: 'eva@acme.example', id: 'eva', state: 'ACTIVE' }];
    const suspended = [event('suspend user', { objectId: 'eva', auxId: null })];
    expect(eva(suspended, { users })).toBe('open');
    expect(eva(suspended, { users, listedAt: '2026-11-03T02:00:00Z' })).toBe('open');
  });

  test('a revocation beside a service account’s list that has them', () => {
    const sdk = new Map([
      ['finance', ['ana', 'eva'].map((id) => ({ id, kind: 'user' as const, has: true }))],
    ]);
    expect(eva([taken], { sdk })).toBe('open');
    expect(eva([taken])).toBe('not');
  });
});

test('One id that says two things does not hide the later of the two', () => {
  const later = { ...event('grant uva', { timestamp: '2026-11-03T10:00:00Z' }), uuid: taken.uuid };
  for (const events of [
    [taken, later],
    [later, taken],
  ])
    expect(eva(events)).toBe('has');
});

test('An id of any letters is handed on as it is', () => {
  const one = { id: 'a=b c%20', outAt: '2026-11-20T02:00:00Z', backAt: '2026-11-21T02:00:00Z' };
  expect(readReturned(returnedText([one]))).toEqual([one]);
});
