import { describe, expect, test } from '@jest/globals';
import type { OnePasswordAccess } from '../../../../lib/evidence/datasets/onepassword.ts';
import { derive } from '../../../../lib/providers/onepassword/membership/derive.ts';
import type { SdkHolder } from '../../../../lib/providers/onepassword/membership/sdk-lists.ts';
import type { Since } from '../../../../lib/providers/onepassword/membership/state.ts';

const at = '2026-11-01T10:00:00.000Z';

const row = (id: string, accessorType: 'user' | 'group', besides: Partial<OnePasswordAccess> = {}) => ({
  accessorId: id,
  accessorType,
  canOpen: true,
  email: accessorType === 'user' ? `${id}@acme.example` : null,
  groupType: accessorType === 'user' ? null : 'USER_DEFINED',
  kind: accessorType === 'user' ? ('person' as const) : null,
  members: accessorType === 'user' ? null : [],
  name: id,
  permissions: ['view_items'],
  recoveryOnly: false,
  state: 'ACTIVE',
  vaultId: 'finance',
  ...besides,
});
const baseline = {
  at,
  by: null,
  vaults: [{ id: 'finance', items: 1, name: 'finance', type: 'shared' as const }],
  access: [row('ana', 'user'), row('ops', 'group'), row('old', 'user', { state: 'SUSPENDED' })],
  groups: [],
};
const user = (id: string, state = 'ACTIVE') => {
  return { createTime: '2025-01-01T00:00:00Z', email: `${id}@acme.example`, id, state };
};
const users = [user('ana'), user('ben'), user('out', 'SUSPENDED')];
const holder = (id: string, kind: SdkHolder['kind'] = 'user', has: boolean | null = true): SdkHolder => {
  return { id, kind, has };
};
const [ana, ops] = [holder('ana'), holder('ops', 'group')];

/** Who has it for certain, and who may have it. */
function derived(holders: readonly SdkHolder[], besides: Partial<Since> = {}, vault = 'finance') {
  const given = { events: [], losses: [], users, sdk: new Map([[vault, holders]]), ...besides };
  const { access, doubts } = derive(baseline, given);
  if (doubts.length > 0) return doubts;
  return access.map(({ accessorId, uncertain }) => `${accessorId}${uncertain ? '?' : ''}`).sort();
}

describe('A service account’s own list of a vault', () => {
  test('that says the same leaves everything as it is', () => {
    expect(derived([ana, ops])).toEqual(['ana', 'old', 'ops']);
  });

  test.each([
    ['whoever it has not', [ops], ['ana?', 'old', 'ops']],
    ['a group that it has not', [ana], ['ana', 'old', 'ops?']],
    ['whoever it has and nothing else tells of', [ana, ops, holder('ben')], ['ana', 'ben?', 'old', 'ops']],
    ['a group that nothing else tells of', [ana, ops, holder('new', 'group')], ['ana', 'new?', 'old', 'ops']],
    [
      'whoever may do what is not known',
      [ana, ops, holder('ben', 'user', null)],
      ['ana', 'ben?', 'old', 'ops'],
    ],
    ['whoever may only recover it now', [holder('ana', 'user', false), ops], ['ana?', 'old', 'ops']],
  ] as const)('casts doubt on %s', (_, holders, expected) => {
    expect(derived(holders)).toEqual(expected);
  });

  test.each([
    ['whoever is out of use by the list of users', [ana, ops, holder('out')]],
    ['whoever may only recover it', [ana, ops, holder('ben', 'user', false)]],
  ] as const)('casts none on %s', (_, holders) => {
    expect(derived(holders)).toEqual(['ana', 'old', 'ops']);
  });

  test('of a vault that the baseline does not hold proves that it is incomplete', () => {
    expect(derived([ana], {}, 'attic')).toEqual([
      expect.stringMatching(/vault attic, which is not in the baseline/),
    ]);
  });
});
