import { expect, test } from '@jest/globals';
import type { OnePasswordAccess, OnePasswordVault } from '../../../../lib/evidence/datasets/onepassword.ts';
import type { Baseline } from '../../../../lib/providers/onepassword/membership/state.ts';
import { type Before, testedVaults } from '../../../../lib/providers/onepassword/membership/tested.ts';

const old = '2026-11-01T10:00:00.000Z';
const fresh = '2026-11-20T10:00:00.000Z';

const row = (id: string, vaultId = 'finance'): OnePasswordAccess => ({
  accessorId: id,
  accessorType: 'user',
  canOpen: true,
  email: `${id}@acme.example`,
  groupType: null,
  kind: 'person',
  knownAt: old,
  knownEvent: null,
  members: null,
  name: id,
  permissions: ['view_items'],
  recoveryOnly: false,
  state: 'ACTIVE',
  uncertain: null,
  vaultId,
});
const vault = (id: string): OnePasswordVault => {
  return { id, items: 1, knownEvent: null, name: id, type: 'shared', uncertain: null };
};
const before: Before = { at: old, vaults: [vault('finance')], access: [row('ana'), row('ben')] };
const baseline = (access: readonly OnePasswordAccess[], vaults = ['finance']): Baseline => {
  return { at: fresh, by: null, vaults: vaults.map(vault), access, groups: [] };
};
const event = (action: string, who: string, timestamp: string) => ({
  action,
  actorEmail: null,
  actorId: 'admin',
  auxEmail: null,
  auxId: who,
  category: null,
  feed: 'audit' as const,
  objectId: 'finance',
  objectType: 'uva',
  targetEmail: null,
  targetId: null,
  timestamp,
  type: null,
  uuid: `${action} ${who} ${timestamp}`,
});
const held = (access: readonly OnePasswordAccess[], events: ReturnType<typeof event>[] = []) =>
  testedVaults([vault('finance')], before, baseline(access), '2026-11-20T10:05:00Z', events)[0];

test('A new export that says what was derived agrees', () => {
  expect(held([row('ana'), row('ben')])).toMatchObject({
    testedAt: fresh,
    testedFrom: old,
    testedMemberships: 2,
    differences: [],
  });
  const moved = [
    event('revoke', 'ben', '2026-11-10T10:00:00Z'),
    event('grant', 'eva', '2026-11-11T10:00:00Z'),
  ];
  const found = held([row('ana'), row('eva')], moved);
  // Who has it not in either is nothing to compare.
  expect(found).toMatchObject({ testedMemberships: 2, differences: [] });
});

test('Each membership that it has otherwise is a difference', () => {
  const differences = held([row('ana'), row('eva')])?.differences;
  expect(differences?.map(({ accessorId, derived }) => [accessorId, derived])).toEqual([
    ['ben', true],
    ['eva', false],
  ]);
});

test('What happened while it was made is no difference', () => {
  const meanwhile = [event('revoke', 'ben', '2026-11-20T10:02:00Z')];
  expect(held([row('ana')], meanwhile)).toMatchObject({ testedMemberships: 1, differences: [] });
});

test('A vault that had been derived and is not in it is kept as uncertain, until another export', () => {
  const [first, second] = testedVaults([], before, baseline([], []), fresh, []);
  expect(first).toMatchObject({ id: 'finance', uncertain: expect.stringMatching(/does not hold it/) });
  expect(second).toBeUndefined();
  const later = testedVaults(
    [],
    { ...before, at: fresh, vaults: first ? [first] : [] },
    baseline([], []),
    fresh,
    [],
  );
  expect(later).toHaveLength(1);
});

test('What came of the last test is told until the next one', () => {
  const was = {
    ...vault('finance'),
    testedAt: fresh,
    testedFrom: old,
    testedMemberships: 2,
    differences: [],
  };
  const [now] = testedVaults(
    [vault('finance')],
    { ...before, at: fresh, vaults: [was] },
    baseline([]),
    fresh,
    [],
  );
  expect(now).toMatchObject({ testedAt: fresh, testedMemberships: 2 });
});
