import { expect, test } from '@jest/globals';
import type { Condition } from '../../../../../lib/evidence/datasets/google-policy/query.ts';
import type { Target } from '../../../../../lib/evidence/datasets/google-policy/target.ts';
import type { Membership } from '../../../../../lib/providers/google-workspace/controls/two-step-policy/groups.ts';
import { reaches } from '../../../../../lib/providers/google-workspace/controls/two-step-policy/reach.ts';

const unit = (id: string): Condition => ({ kind: 'unit', id });
const group = (id: string): Condition => ({ kind: 'group', id });
const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of });
const any = (...of: readonly Condition[]): Condition => ({ kind: 'any', of });
const not = (of: Condition): Condition => ({ kind: 'not', of });

interface Given {
  readonly fields?: Condition;
  readonly query?: Condition;
  readonly unclear?: string;
}

/** Whether a policy is for somebody in unit B below the top one, who is in the group `in` and perhaps in `perhaps`. */
function reached({ fields, query, unclear }: Given) {
  const target: Target = {
    fields: fields ?? null,
    query: query ?? null,
    unclear: unclear ?? null,
    units: new Set(),
    groups: new Set(),
    forGroup: false,
  };
  const groupOf = (name: string, membership: Membership) =>
    [name, { name, doubt: `who is in ${name} is not known`, membership: () => membership }] as const;
  const groups = new Map([groupOf('in', 'yes'), groupOf('out', 'no'), groupOf('perhaps', 'maybe')]);
  const person = { keys: ['b'], admin: 'no' } as const;
  const found = reaches(target, person, { ids: ['B', 'top'], gap: null }, groups);
  return typeof found === 'boolean' ? found : found.doubt;
}

test('A policy is for whom its fields and its query both hold', () => {
  expect(reached({})).toBe(true);
  expect(reached({ fields: all(unit('B')) })).toBe(true);
  expect(reached({ fields: all(unit('top')), query: group('in') })).toBe(true);
  expect(reached({ fields: all(unit('A')) })).toBe(false);
  expect(reached({ fields: all(unit('B')), query: group('out') })).toBe(false);
  expect(reached({ fields: all(unit('B')), query: not(group('in')) })).toBe(false);
});

test('Where a query offers a choice that its fields do not, it is in doubt whom it is for', () => {
  const doubt = 'its query offers a choice that the unit and group it names do not';
  expect(reached({ fields: all(unit('A')), query: any(unit('A'), unit('B')) })).toBe(doubt);
  expect(reached({ fields: all(unit('A')), query: all(group('in'), any(unit('A'), unit('B'))) })).toBe(doubt);
  expect(reached({ fields: all(unit('A')), query: not(not(any(unit('B')))) })).toBe(doubt);
});

test('Where it offers none, or does not hold anyway, its fields decide', () => {
  expect(reached({ fields: all(unit('A')), query: unit('B') })).toBe(false);
  expect(reached({ fields: all(unit('A')), query: any(unit('A'), group('out')) })).toBe(false);
  expect(reached({ fields: all(unit('B')), query: any(unit('A'), unit('B')) })).toBe(true);
});

test('What is not known is said, unless something else rules it out', () => {
  expect(reached({ query: group('perhaps') })).toBe('who is in perhaps is not known');
  expect(reached({ query: group('gone') })).toBe('the group gone was not collected');
  expect(reached({ query: any(group('perhaps'), group('in')) })).toBe(true);
  expect(reached({ query: all(group('perhaps'), group('out')) })).toBe(false);
  expect(reached({ query: { kind: 'licence' } })).toContain('bound to a licence');
  expect(reached({ query: { kind: 'unread', placed: false } })).toContain(
    'a condition that Google does not document',
  );
  expect(reached({ fields: all(unit('A')), unclear: 'it cannot be read' })).toBe('it cannot be read');
});
