import { describe, expect, test } from '@jest/globals';
import type { GoogleGroup } from '../../../../../lib/evidence/datasets/google-workspace.ts';
import {
  personOf,
  policyGroups,
} from '../../../../../lib/providers/google-workspace/controls/two-step-policy/groups.ts';
import { group, member, user } from '../world.ts';

function membership(groups: readonly GoogleGroup[], person = user('ana'), named = 'gid-top') {
  return policyGroups([named], groups).get(named)?.membership(personOf(person));
}

describe('membership of a group that a policy names', () => {
  test('by id, by address and by alias, whatever the case', () => {
    const top = (email: string | null, id: string | null) =>
      group('top', [{ email, id, status: null, type: 'USER' }]);
    expect(membership([top(null, 'id-ana')])).toBe('yes');
    expect(membership([top('ANA@Example.com', null)])).toBe('yes');
    expect(
      membership([top('ana.r@example.com', null)], user('ana', { aliases: ['Ana.R@example.com'] })),
    ).toBe('yes');
    expect(membership([top('ben@example.com', 'id-ben')])).toBe('no');
  });

  test('through groups in groups, rings and repeats included', () => {
    const groups = [
      group('top', [member('mid', 'GROUP'), member('mid', 'GROUP'), member('ben'), member('ben')]),
      group('mid', [member('low', 'GROUP')]),
      group('low', [member('top', 'GROUP'), member('ana')]),
    ];
    expect(membership(groups)).toBe('yes');
    expect(membership(groups, user('ben'))).toBe('yes');
    expect(membership(groups, user('cy'))).toBe('no');
  });

  test('a nested group is found by its address where its id did not come', () => {
    const nested = { email: 'LOW@example.com', id: null, status: null, type: 'GROUP' };
    expect(membership([group('top', [nested]), group('low', [member('ana')])])).toBe('yes');
  });

  test('an empty group has nobody', () => {
    expect(membership([group('top', [])])).toBe('no');
  });

  test('a group of the whole customer has everybody', () => {
    const customer = { email: null, id: 'C00000000', status: null, type: 'CUSTOMER' };
    expect(membership([group('top', [customer])])).toBe('yes');
  });

  test.each([
    ['members that were not asked for', [group('top', null)]],
    ['a nested group without its members', [group('top', [member('low', 'GROUP')]), group('low', null)]],
    ['a nested group that was not collected', [group('top', [member('low', 'GROUP')])]],
    [
      'a member without id and address',
      [group('top', [{ email: null, id: null, status: null, type: 'USER' }])],
    ],
    ['a member of a kind that is not known', [group('top', [member('x', 'ROBOT')])]],
    ['a group that was not collected', []],
  ])('%s: perhaps', (_, groups) => {
    expect(membership(groups)).toBe('maybe');
  });

  test('who is known to be a member is one, even where others are not known', () => {
    expect(membership([group('top', [member('low', 'GROUP'), member('ana')])])).toBe('yes');
  });

  test('a suspended membership is a membership', () => {
    expect(membership([group('top', [{ ...member('ana'), status: 'SUSPENDED' }])])).toBe('yes');
  });
});

describe('the group of all admins', () => {
  const asAdmin = (isAdmin: boolean | null, isDelegatedAdmin: boolean | null) =>
    membership([], user('ana', { isAdmin, isDelegatedAdmin }), 'WORKSPACE_ALL_ADMIN_GROUP');

  test('holds super admins and delegated admins', () => {
    expect(asAdmin(true, false)).toBe('yes');
    expect(asAdmin(false, true)).toBe('yes');
    expect(asAdmin(true, null)).toBe('yes');
    expect(asAdmin(false, false)).toBe('no');
  });

  test('perhaps holds those of whom Google did not say', () => {
    expect(asAdmin(null, false)).toBe('maybe');
    expect(asAdmin(false, null)).toBe('maybe');
  });

  test('any other word for a group is one that was not collected', () => {
    expect(membership([], user('ana'), 'WORKSPACE_SOMETHING')).toBe('maybe');
  });
});
