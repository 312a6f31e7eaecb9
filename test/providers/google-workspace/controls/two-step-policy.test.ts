import { describe, expect, test } from '@jest/globals';
import type { GooglePolicy } from '../../../../lib/evidence/datasets/google-workspace.ts';
import {
  type PolicyWorld,
  twoStepPolicies,
  unreadablePolicy,
} from '../../../../lib/providers/google-workspace/controls/two-step-policy.ts';
import { group, member, now, policy, rootUnit, unit, user } from './world.ts';

const units = [rootUnit, unit('/A'), unit('/A/B', '/A')];
const allow = (name: string, set: string, changes: Partial<GooglePolicy> = {}) =>
  policy(name, 'enforcement_factor', { allowedSignInFactorSet: set }, changes);

/** The factors in effect for one person: their value, or why they are not known. */
function factors(policies: readonly GooglePolicy[], rest: Partial<PolicyWorld> = {}, person = user('ana')) {
  const { factors: found } = twoStepPolicies({ units, groups: [], policies, ...rest }, now.getTime())(person);
  return found.known ? found.value : found.why;
}

describe('the policy in effect', () => {
  test('is the default without any policy', () => {
    expect(twoStepPolicies({ units, groups: [], policies: [] }, now.getTime())(user('ana'))).toEqual({
      enrollment: { known: true, value: true, source: "Google's default" },
      enforcement: { known: true, value: null, source: "Google's default" },
      gracePeriod: { known: true, value: 0, source: "Google's default" },
      factors: { known: true, value: 'ALL', source: "Google's default" },
    });
  });

  test('is that of the nearest unit upwards, setting by setting', () => {
    const policies = [
      allow('top', 'NO_TELEPHONY', { sortOrder: 900 }),
      allow('a', 'PASSKEY_ONLY', { orgUnit: '/A' }),
      policy('grace', 'grace_period', { enrollmentGracePeriod: '60s' }),
    ];
    const found = twoStepPolicies({ units, groups: [], policies })(user('ana', { orgUnitPath: '/A/B' }));
    expect(found.factors).toEqual({
      known: true,
      value: 'PASSKEY_ONLY',
      source: 'policies/a (enforcement_factor, unit /A)',
    });
    expect(found.gracePeriod).toMatchObject({
      value: 60_000,
      source: 'policies/grace (grace_period, unit /)',
    });
  });

  test('has the highest order within a unit, also when that of Google itself is lower', () => {
    const policies = [
      allow('system', 'ALL', { sortOrder: 1, type: 'SYSTEM' }),
      allow('admin', 'NO_TELEPHONY'),
    ];
    expect(factors(policies)).toBe('NO_TELEPHONY');
    expect(factors(policies.toReversed())).toBe('NO_TELEPHONY');
  });

  test('is a group’s before any unit’s, and the highest among groups', () => {
    const groups = [group('g', [member('ana')]), group('h', [member('ana')]), group('i', [member('ben')])];
    const policies = [
      allow('unit', 'ALL', { sortOrder: 900 }),
      allow('g', 'PASSKEY_ONLY', { group: 'gid-g', sortOrder: 101 }),
      allow('h', 'NO_TELEPHONY', { group: 'gid-h', sortOrder: 102 }),
      allow('i', 'ALL', { group: 'gid-i', sortOrder: 103 }),
    ];
    expect(factors(policies, { groups })).toBe('NO_TELEPHONY');
    expect(factors(policies, { groups }, user('ben'))).toBe('ALL');
    expect(factors(policies, { groups }, user('cy'))).toBe('ALL');
  });
});

describe('the policy in effect is not known', () => {
  test('when two of one order disagree, but when they agree it is', () => {
    expect(factors([allow('x', 'ALL'), allow('y', 'NO_TELEPHONY')])).toContain('their order does not decide');
    expect(factors([allow('x', 'NO_TELEPHONY'), allow('y', 'NO_TELEPHONY')])).toBe('NO_TELEPHONY');
  });

  test('when an order did not come and the policies disagree', () => {
    expect(factors([allow('x', 'ALL', { sortOrder: null }), allow('y', 'NO_TELEPHONY')])).toContain(
      'disagree',
    );
    expect(factors([allow('x', 'NO_TELEPHONY', { sortOrder: null })])).toBe('NO_TELEPHONY');
    expect(factors([allow('x', 'ALL', { sortOrder: null, orgUnit: '/A' }), allow('y', 'NO_TELEPHONY')])).toBe(
      'NO_TELEPHONY',
    );
  });

  test('when the person may be in a group whose policy differs', () => {
    const groups = [group('g', null)];
    const strict = allow('g', 'PASSKEY_ONLY', { group: 'gid-g' });
    expect(factors([allow('unit', 'ALL'), strict], { groups })).toBe(
      'it cannot be told whether policies/g (enforcement_factor, group g@example.com) applies: the members of g@example.com, or of a group in it, are not all known',
    );
    expect(factors([allow('unit', 'PASSKEY_ONLY'), strict], { groups })).toBe('PASSKEY_ONLY');
  });

  test('unless a group that outranks the doubtful one surely decides', () => {
    const groups = [group('g', null), group('h', [member('ana')])];
    const policies = [
      allow('g', 'ALL', { group: 'gid-g', sortOrder: 1 }),
      allow('h', 'PASSKEY_ONLY', { group: 'gid-h', sortOrder: 2 }),
    ];
    expect(factors(policies, { groups })).toBe('PASSKEY_ONLY');
  });

  test('when the unit is not known, unless a group decides', () => {
    const lost = user('ana', { orgUnitPath: null });
    const strange = user('ana', { orgUnitPath: '/C' });
    const policies = [allow('unit', 'NO_TELEPHONY')];
    expect(factors(policies, {}, lost)).toBe('Google did not say which unit this person is in');
    expect(factors(policies, {}, strange)).toContain('not among those collected');
    const groups = [group('g', [member('ana')])];
    expect(factors([allow('g', 'PASSKEY_ONLY', { group: 'gid-g' })], { groups }, lost)).toBe('PASSKEY_ONLY');
  });

  test('when a condition of the policy cannot be answered', () => {
    const query = "entity.licenses.exists(license, license in ['/product/101/sku/1'])";
    const conditional = allow('c', 'PASSKEY_ONLY', { orgUnit: '/A', query });
    const person = user('ana', { orgUnitPath: '/A' });
    expect(factors([conditional, allow('unit', 'ALL')], {}, person)).toContain('its query has conditions');
    expect(factors([conditional, allow('unit', 'ALL')])).toBe('ALL');
  });

  test('for anybody, when a policy names neither a unit nor a group, or its query says otherwise', () => {
    expect(factors([allow('x', 'ALL', { orgUnit: null })])).toContain('it cannot be told to whom');
    const astray = { query: "entity.groups.exists(group, group.group_id == groupId('g'))" };
    expect(factors([allow('x', 'PASSKEY_ONLY', astray)])).toContain('it cannot be told to whom');
  });

  test('when the value that counts could not be read, and only then', () => {
    const odd = allow('odd', 'TELEPATHY');
    expect(factors([odd])).toBe('the value of policies/odd (enforcement_factor, unit /) could not be read');
    expect(factors([odd, allow('above', 'NO_TELEPHONY', { sortOrder: 101 })])).toBe('NO_TELEPHONY');
    expect(
      factors([odd, allow('a', 'NO_TELEPHONY', { orgUnit: '/A' })], {}, user('ana', { orgUnitPath: '/A' })),
    ).toBe('NO_TELEPHONY');
  });
});

test('a policy of a group in the top unit is the group’s, even for people whose unit is not known', () => {
  const groups = [group('g', [member('ana')])];
  const policies = [allow('g', 'PASSKEY_ONLY', { group: 'gid-g', orgUnit: 'root' })];
  expect(factors(policies, { groups }, user('ana', { orgUnitPath: '/C' }))).toBe('PASSKEY_ONLY');
});

test('people of one unit and the same groups share one answer; others do not', () => {
  const groups = [group('g', [member('cy')])];
  const policyOf = twoStepPolicies({
    units,
    groups,
    policies: [allow('g', 'PASSKEY_ONLY', { group: 'gid-g' })],
  });
  expect(policyOf(user('ana'))).toBe(policyOf(user('ben')));
  expect(policyOf(user('cy')).factors).toMatchObject({ value: 'PASSKEY_ONLY' });
  expect(policyOf(user('ana')).factors).toMatchObject({ value: 'ALL' });
});

test('an unreadable policy is so in every setting', () => {
  for (const setting of Object.values(unreadablePolicy('gone')))
    expect(setting).toEqual({ known: false, why: 'gone' });
});
