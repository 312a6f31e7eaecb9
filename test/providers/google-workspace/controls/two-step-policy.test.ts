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

  test('is that of the greatest order, setting by setting', () => {
    const policies = [
      allow('top', 'NO_TELEPHONY', { sortOrder: 201.00034 }),
      allow('a', 'PASSKEY_ONLY', { orgUnit: '/A', sortOrder: 202 }),
      policy('grace', 'grace_period', { enrollmentGracePeriod: '60s' }),
    ];
    const world = { units, groups: [], policies };
    const found = twoStepPolicies(world, now.getTime())(user('ana', { orgUnitPath: '/A/B' }));
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

  test('is a group’s of a greater order than the unit’s, and the greatest among groups', () => {
    const groups = [group('g', [member('ana')]), group('h', [member('ana')]), group('i', [member('ben')])];
    const policies = [
      allow('unit', 'ALL'),
      allow('g', 'PASSKEY_ONLY', { group: 'gid-g', sortOrder: 101 }),
      allow('h', 'NO_TELEPHONY', { group: 'gid-h', sortOrder: 102 }),
      allow('i', 'ALL', { group: 'gid-i', sortOrder: 103 }),
    ];
    expect(factors(policies, { groups })).toBe('NO_TELEPHONY');
    expect(factors(policies, { groups }, user('ben'))).toBe('ALL');
    expect(factors(policies, { groups }, user('cy'))).toBe('ALL');
  });
});

/** Orders as a real customer has them: the unit at the top, one below it, and a group that lies between the two. */
const [ofTop, ofChild, ofGroup] = [201.00034, 202, 201.00109];

describe('where the greatest order and "groups before units" give different values', () => {
  const groups = [group('g', [member('ana')])];
  const inChild = user('ana', { orgUnitPath: '/A' });
  const both = (unit: string, grouped: string) => [
    allow('top', 'NO_TELEPHONY', { sortOrder: ofTop }),
    allow('child', unit, { orgUnit: '/A', sortOrder: ofChild }),
    allow('group', grouped, { group: 'gid-g', sortOrder: ofGroup }),
  ];

  test.each([
    ['ALL', 'PASSKEY_ONLY'],
    ['PASSKEY_ONLY', 'ALL'],
    ['NO_TELEPHONY', 'PASSKEY_ONLY'],
  ])(
    'a unit of 202 says %s and a group of 201.00109 says %s: not known, and both are named',
    (unit, grouped) => {
      const why = factors(both(unit, grouped), { groups }, inChild);
      expect(why).toContain(`policies/child (enforcement_factor, unit /A) says ${unit}`);
      expect(why).toContain(`policies/group (enforcement_factor, group g@example.com) says ${grouped}`);
      expect(why).toContain('greatest order');
    },
  );

  test('people outside of that unit, or of that group, are not concerned', () => {
    const policies = both('ALL', 'PASSKEY_ONLY');
    expect(factors(policies, { groups })).toBe('PASSKEY_ONLY');
    expect(factors(policies, { groups }, user('ben'))).toBe('NO_TELEPHONY');
    expect(factors(policies, { groups }, user('ben', { orgUnitPath: '/A' }))).toBe('ALL');
  });

  test('where both give the same value, it is known', () => {
    expect(factors(both('PASSKEY_ONLY', 'PASSKEY_ONLY'), { groups }, inChild)).toBe('PASSKEY_ONLY');
  });

  test('so it is for every setting, grace periods and enforcement among them', () => {
    const pair = (setting: string, unit: object, grouped: object) => [
      policy('child', setting, { ...unit }, { orgUnit: '/A', sortOrder: ofChild }),
      policy('group', setting, { ...grouped }, { group: 'gid-g', sortOrder: ofGroup }),
    ];
    const policies = [
      ...pair('grace_period', { enrollmentGracePeriod: '604800s' }, { enrollmentGracePeriod: '2592000s' }),
      ...pair('enrollment', { allowEnrollment: true }, { allowEnrollment: false }),
      ...pair(
        'enforcement',
        { enforcedFrom: '1970-01-01T00:00:00Z' },
        { enforcedFrom: '2024-01-01T00:00:00Z' },
      ),
    ];
    const found = twoStepPolicies({ units, groups, policies }, now.getTime())(inChild);
    expect(found.gracePeriod).toMatchObject({ known: false, why: expect.stringMatching(/7 days.*30 days/) });
    expect(found.enrollment).toMatchObject({
      known: false,
      why: expect.stringMatching(/allowed.*forbidden/),
    });
    expect(found.enforcement).toMatchObject({
      known: false,
      why: expect.stringMatching(/no enforcement.*enforcement from 2024-01-01/),
    });
  });

  test('enforcement since one day and since another is enforcement now', () => {
    const enforced = (name: string, from: string, changes: Partial<GooglePolicy>) =>
      policy(name, 'enforcement', { enforcedFrom: from }, changes);
    const policies = (other: string) => [
      enforced('child', '2024-01-01T00:00:00Z', { orgUnit: '/A', sortOrder: ofChild }),
      enforced('group', other, { group: 'gid-g', sortOrder: ofGroup }),
    ];
    const found = (other: string) =>
      twoStepPolicies({ units, groups, policies: policies(other) }, now.getTime())(inChild).enforcement;
    expect(found('2025-01-01T00:00:00Z')).toMatchObject({ known: true });
    expect(found('2027-01-01T00:00:00Z')).toMatchObject({ known: false });
  });

  test('a unit below whose order is lower than that of a unit above is such a case too', () => {
    const policies = [
      allow('top', 'NO_TELEPHONY', { sortOrder: 300 }),
      allow('child', 'ALL', { orgUnit: '/A', sortOrder: 202 }),
    ];
    expect(factors(policies, {}, inChild)).toMatch(/says NO_TELEPHONY.*says ALL/);
    expect(factors(policies)).toBe('NO_TELEPHONY');
  });
});

describe('the policy in effect is not known', () => {
  test('when two of one order disagree, but when they agree it is', () => {
    expect(factors([allow('x', 'ALL'), allow('y', 'NO_TELEPHONY')])).toMatch(
      /policies\/x .* says ALL, and policies\/y .* says NO_TELEPHONY; they have the same order/,
    );
    expect(factors([allow('x', 'NO_TELEPHONY'), allow('y', 'NO_TELEPHONY')])).toBe('NO_TELEPHONY');
  });

  test('when an order did not come and the policies disagree', () => {
    expect(factors([allow('x', 'ALL', { sortOrder: null }), allow('y', 'NO_TELEPHONY')])).toContain(
      'Google gave no order for policies/x',
    );
    expect(factors([allow('x', 'NO_TELEPHONY', { sortOrder: null })])).toBe('NO_TELEPHONY');
    expect(factors([allow('x', 'ALL', { sortOrder: null, orgUnit: '/A' }), allow('y', 'NO_TELEPHONY')])).toBe(
      'NO_TELEPHONY',
    );
  });

  test('when the person may be in a group whose policy differs', () => {
    const groups = [group('g', null)];
    const strict = allow('g', 'PASSKEY_ONLY', { group: 'gid-g', sortOrder: 101 });
    expect(factors([allow('unit', 'ALL'), strict], { groups })).toBe(
      'it is not known whether policies/g (enforcement_factor, group g@example.com) applies: the members of g@example.com, or of a group in it, are not all known; policies/unit (enforcement_factor, unit /) says ALL, and policies/g (enforcement_factor, group g@example.com) says PASSKEY_ONLY',
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

  test('when the unit is not known, unless what a unit may say is what a group says', () => {
    const lost = user('ana', { orgUnitPath: null });
    const strange = user('ana', { orgUnitPath: '/C' });
    const policies = [allow('unit', 'NO_TELEPHONY')];
    expect(factors(policies, {}, lost)).toContain('Google did not say which unit this person is in');
    expect(factors(policies, {}, strange)).toContain('not among those collected');
    const groups = [group('g', [member('ana')])];
    const ofGroup = allow('g', 'PASSKEY_ONLY', { group: 'gid-g', orgUnit: null, sortOrder: 101 });
    expect(factors([ofGroup], { groups }, lost)).toBe('PASSKEY_ONLY');
    expect(factors([ofGroup, ...policies], { groups }, lost)).toBe('PASSKEY_ONLY');
    expect(
      factors([ofGroup, allow('a', 'ALL', { orgUnit: '/A', sortOrder: 202 })], { groups }, lost),
    ).toContain('which unit');
  });

  test('when it is bound to a licence, for those whom it may concern', () => {
    const licence = "entity.licenses.exists(license, license in ['/product/101/sku/1'])";
    const query = `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('/A')) && ${licence}`;
    const top = allow('unit', 'ALL');
    const person = user('ana', { orgUnitPath: '/A' });
    for (const bound of [
      allow('c', 'PASSKEY_ONLY', { orgUnit: '/A', sortOrder: 202, query }),
      allow('c', 'PASSKEY_ONLY', { orgUnit: null, sortOrder: 202, query }),
      allow('c', 'PASSKEY_ONLY', { orgUnit: '/A', sortOrder: 202, query: `!${licence}` }),
    ]) {
      expect(factors([bound, top], {}, person)).toMatch(/bound to a licence.*says ALL.*says PASSKEY_ONLY/);
      expect(factors([bound, top])).toBe('ALL');
    }
  });

  test('and a licence concerns nobody whose other policies all rank above it', () => {
    const query = "entity.licenses.exists(license, license in ['/product/101/sku/1'])";
    const low = allow('low', 'ALL', { orgUnit: null, sortOrder: 99, query });
    const high = allow('high', 'ALL', { orgUnit: null, sortOrder: 101, query });
    expect(factors([low, allow('unit', 'NO_TELEPHONY')])).toBe('NO_TELEPHONY');
    expect(factors([high, allow('unit', 'NO_TELEPHONY')])).toContain('bound to a licence');
  });

  test('when a policy names neither a unit nor a group, for those whose other policies it may outrank', () => {
    const stray = (sortOrder: number | null) =>
      allow('stray', 'ALL', { orgUnit: null, query: null, sortOrder });
    const policies = [
      allow('unit', 'NO_TELEPHONY'),
      allow('a', 'PASSKEY_ONLY', { orgUnit: '/A', sortOrder: 202 }),
    ];
    const inA = user('ana', { orgUnitPath: '/A' });
    expect(factors([...policies, stray(99)])).toBe('NO_TELEPHONY');
    expect(factors([...policies, stray(150)])).toMatch(
      /policies\/stray .* applies: it names neither a unit nor a group.*says NO_TELEPHONY.*says ALL/,
    );
    expect(factors([...policies, stray(150)], {}, inA)).toBe('PASSKEY_ONLY');
    expect(factors([...policies, stray(null)], {}, inA)).toContain('neither a unit nor a group');
    expect(
      factors([allow('other', 'NO_TELEPHONY', { orgUnit: null, query: null, sortOrder: 300 }), ...policies]),
    ).toBe('NO_TELEPHONY');
  });

  test('when a query says other than the unit and the group that the policy names', () => {
    const unitQuery = (id: string) =>
      `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${id}'))`;
    const elsewhere = [
      { query: unitQuery('/A'), sortOrder: 150 },
      { query: `!${unitQuery('root')}`, sortOrder: 150 },
      { query: `entity.org_units.size() > 1`, sortOrder: 150 },
      { query: `entity.groups.exists(g, g.group_id.startsWith('x'))`, sortOrder: 150 },
    ];
    for (const astray of elsewhere)
      expect(factors([allow('x', 'PASSKEY_ONLY', astray), allow('unit', 'ALL')])).toContain(
        'it is not known whether',
      );
  });

  test('but not when a query joins units or leaves a group out, which it says of each person', () => {
    const unitQuery = (id: string) =>
      `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${id}'))`;
    const groupQuery = "entity.groups.exists(group, group.group_id == groupId('gid-g'))";
    const groups = [group('g', [member('ben')])];
    const either = allow('e', 'PASSKEY_ONLY', {
      orgUnit: null,
      query: `${unitQuery('/A/B')} || ${groupQuery}`,
      sortOrder: 202,
    });
    const butOne = allow('b', 'PASSKEY_ONLY', {
      query: `${unitQuery('root')} && !(${groupQuery})`,
      sortOrder: 202,
    });
    const ana = user('ana', { orgUnitPath: '/A/B' });
    const [ben, cy] = [user('ben'), user('cy')];
    const told = (one: GooglePolicy) =>
      [ana, ben, cy].map((person) => factors([one, allow('unit', 'ALL')], { groups }, person));
    expect(told(either)).toEqual(['PASSKEY_ONLY', 'PASSKEY_ONLY', 'ALL']);
    expect(told(butOne)).toEqual(['PASSKEY_ONLY', 'ALL', 'PASSKEY_ONLY']);
  });

  test('when the value that counts could not be read, and only then', () => {
    const odd = allow('odd', 'TELEPATHY');
    expect(factors([odd])).toBe('the value of policies/odd (enforcement_factor, unit /) could not be read');
    expect(factors([odd, allow('above', 'NO_TELEPHONY', { sortOrder: 101 })])).toBe('NO_TELEPHONY');
    expect(
      factors(
        [odd, allow('a', 'NO_TELEPHONY', { orgUnit: '/A', sortOrder: 202 })],
        {},
        user('ana', { orgUnitPath: '/A' }),
      ),
    ).toBe('NO_TELEPHONY');
  });
});

test('a policy of a group and a unit is for those who are in both', () => {
  const groups = [group('g', [member('ana')])];
  const policies = [allow('g', 'PASSKEY_ONLY', { group: 'gid-g', orgUnit: '/A' })];
  expect(factors(policies, { groups }, user('ana', { orgUnitPath: '/A/B' }))).toBe('PASSKEY_ONLY');
  expect(factors(policies, { groups }, user('ana'))).toBe('ALL');
  expect(factors(policies, { groups }, user('ben', { orgUnitPath: '/A' }))).toBe('ALL');
});

test('people of one unit and the same groups share one answer; others do not', () => {
  const groups = [group('g', [member('cy')])];
  const policies = [allow('g', 'PASSKEY_ONLY', { group: 'gid-g' })];
  const policyOf = twoStepPolicies({ units, groups, policies }, now.getTime());
  expect(policyOf(user('ana'))).toBe(policyOf(user('ben')));
  expect(policyOf(user('cy')).factors).toMatchObject({ value: 'PASSKEY_ONLY' });
  expect(policyOf(user('ana')).factors).toMatchObject({ value: 'ALL' });
});

test('an unreadable policy is so in every setting', () => {
  for (const setting of Object.values(unreadablePolicy('gone')))
    expect(setting).toEqual({ known: false, why: 'gone', possible: [] });
});
