import { describe, expect, test } from '@jest/globals';
import type { GooglePolicy } from '../../../../lib/evidence/datasets/google-workspace.ts';
import { mfaStrongForAdmins } from '../../../../lib/providers/google-workspace/controls/mfa-strong-for-admins.ts';
import {
  enforcedFrom,
  evaluate,
  group,
  member,
  nobody,
  policy,
  rootUnit,
  unit,
  user,
  type World,
} from './world.ts';

const allowing = (set: unknown, changes: Partial<GooglePolicy> = {}) =>
  policy('factors', 'enforcement_factor', { allowedSignInFactorSet: set }, changes);
const admins = { group: 'WORKSPACE_ALL_ADMIN_GROUP' };
const superAdmin = { isAdmin: true };

const enforcing = enforcedFrom('2024-02-16T23:22:21.732Z');

/** Under enforcement, whatever else the policies say. */
const judge = (changes: Parameters<typeof user>[1], { policies = [], ...rest }: Partial<World> = {}) =>
  evaluate(mfaStrongForAdmins, {
    ...nobody,
    users: [user('ana', changes)],
    policies: [enforcing, ...policies],
    ...rest,
  });

test.each([
  'NO_TELEPHONY',
  'PASSKEY_ONLY',
  'PASSKEY_PLUS_SECURITY_CODE',
  'PASSKEY_PLUS_IP_BOUND_SECURITY_CODE',
])('%s passes', (set) => {
  expect(judge(superAdmin, { policies: [allowing(set)] })).toEqual([
    { subject: 'ana@example.com', verdict: 'pass', reason: '' },
  ]);
});

test('every factor allowed: fail, with the policy that allows it', () => {
  expect(judge(superAdmin, { policies: [allowing('ALL')] })).toMatchObject([
    {
      verdict: 'fail',
      reason:
        'This admin may use every factor, text message and voice included, by policies/factors (enforcement_factor, unit /).',
    },
  ]);
});

test('no policy: fail, by the default', () => {
  expect(judge(superAdmin)).toMatchObject([
    { verdict: 'fail', reason: expect.stringContaining("by Google's default") },
  ]);
});

test.each(['SOMETHING_NEW', null, undefined, 3])(
  'a set of factors that is not known (%s): unknown',
  (set) => {
    expect(judge(superAdmin, { policies: [allowing(set)] })).toMatchObject([{ verdict: 'unknown' }]);
  },
);

test('delegated admins count, other people do not', () => {
  expect(judge({ isDelegatedAdmin: true })).toMatchObject([{ verdict: 'fail' }]);
  expect(judge({})).toEqual([]);
});

test.each([{ isAdmin: null }, { isDelegatedAdmin: null }])(
  'whether a person is an admin is not known: unknown',
  (gap) => {
    expect(judge(gap, { policies: [allowing('NO_TELEPHONY')] })).toMatchObject([
      { verdict: 'unknown', reason: 'Google did not say whether this person holds an admin role.' },
    ]);
  },
);

test('one known role is enough to be an admin', () => {
  const policies = [allowing('NO_TELEPHONY', admins)];
  expect(judge({ isAdmin: true, isDelegatedAdmin: null }, { policies })).toMatchObject([{ verdict: 'pass' }]);
});

test('the policy for all admins goes before that of the unit, where its order is greater', () => {
  const policies = [allowing('ALL'), allowing('PASSKEY_ONLY', { ...admins, sortOrder: 101 })];
  expect(judge(superAdmin, { policies })).toMatchObject([{ verdict: 'pass' }]);
});

test('a policy for the admins of one unit does not pass an admin of another', () => {
  const rest = {
    units: [rootUnit, unit('/Lab')],
    groups: [group('it', [member('ana')])],
    policies: [allowing('PASSKEY_ONLY', { group: 'gid-it', orgUnit: '/Lab' })],
  };
  expect(judge({ ...superAdmin, orgUnitPath: '/Lab' }, rest)).toMatchObject([{ verdict: 'pass' }]);
  expect(judge(superAdmin, rest)).toMatchObject([
    { verdict: 'fail', reason: expect.stringContaining("by Google's default") },
  ]);
});

test.each(['two-step-policies', 'org-units', 'groups'])('without the whole of %s: unknown', (dataset) => {
  const problems = { [dataset]: { code: 'truncated', message: 'Cut.' } } as const;
  const policies = [allowing('NO_TELEPHONY')];
  expect(judge(superAdmin, { policies, problems })).toMatchObject([{ verdict: 'unknown' }]);
  expect(judge(superAdmin, { policies, absent: [dataset] })).toMatchObject([{ verdict: 'unknown' }]);
});

test('suspended admins are not judged, and admins who may be suspended do not pass', () => {
  const policies = [allowing('NO_TELEPHONY')];
  expect(judge({ ...superAdmin, suspended: true }, { policies })).toEqual([]);
  expect(judge({ ...superAdmin, suspended: null }, { policies })).toMatchObject([{ verdict: 'unknown' }]);
});

describe('factors count only where enforcement is in effect now', () => {
  const strong = allowing('PASSKEY_ONLY');
  const world = (policies: readonly GooglePolicy[], rest: Partial<World> = {}) => ({
    ...nobody,
    policies: [strong, ...policies],
    ...rest,
  });
  const admin = (isEnforcedIn2Sv: boolean | null, changes: Parameters<typeof user>[1] = {}) => ({
    users: [user('ana', { ...superAdmin, isEnforcedIn2Sv, ...changes })],
  });
  const exempt = enforcedFrom('1970-01-01T00:00:00Z', {
    name: 'policies/exempt',
    group: 'gid-exempt',
    sortOrder: 202,
  });
  const week = policy('grace', 'grace_period', { enrollmentGracePeriod: '604800s' });
  const newcomer = { creationTime: '2026-11-20T09:00:00.000Z' };
  const closed = policy('closed', 'enrollment', { allowEnrollment: false });

  test.each([
    ['off', [], {}, ['fail', 'unknown']],
    ['written as 1970', [enforcedFrom('1970-01-01T00:00:00Z')], {}, ['fail', 'unknown']],
    ['from a future date', [enforcedFrom('2027-01-01T00:00:00Z')], {}, ['fail', 'unknown']],
    ['at a time that is none', [enforcedFrom('soon')], {}, ['fail', 'unknown']],
    [
      'lifted for a group',
      [enforcing, exempt],
      { groups: [group('exempt', [member('ana')])] },
      ['fail', 'unknown'],
    ],
    [
      'lifted for a group whose members are not known',
      [enforcing, exempt],
      { groups: [group('exempt', null)] },
      ['fail', 'unknown'],
    ],
    ['on, and to be set up by nobody', [enforcing, closed], {}, ['fail', 'unknown']],
    ['on', [enforcing], {}, ['fail', 'pass']],
  ])('enforcement is %s', (_name, policies, rest, [without, underIt]) => {
    const verdict = (flag: boolean | null) =>
      evaluate(mfaStrongForAdmins, { ...world(policies, rest), ...admin(flag) })[0]?.verdict;
    expect(verdict(false)).toBe(without);
    expect(verdict(true)).toBe(underIt);
    expect(verdict(null)).toBe('unknown');
  });

  test('a newcomer in their grace period is under no enforcement, and an admin has no such excuse', () => {
    const [found] = evaluate(mfaStrongForAdmins, {
      ...world([enforcing, week]),
      ...admin(false, newcomer),
    });
    expect(found).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('grace period') });
    expect(found).not.toHaveProperty('excusedUntil');
  });

  test('weak factors fail whatever is enforced', () => {
    for (const flag of [true, false, null])
      expect(
        evaluate(mfaStrongForAdmins, { ...nobody, policies: [allowing('ALL')], ...admin(flag) }),
      ).toMatchObject([{ verdict: 'fail', reason: expect.stringContaining('text message') }]);
  });

  test.each([
    ['ALL', 'PASSKEY_ONLY'],
    ['PASSKEY_ONLY', 'ALL'],
  ])('a unit of 202 that says %s and a group of 201.00109 that says %s: unknown', (ofUnit, ofGroup) => {
    const policies = [
      enforcing,
      allowing(ofUnit, { name: 'policies/unit', orgUnit: '/IT', sortOrder: 202 }),
      allowing(ofGroup, { name: 'policies/group', group: 'gid-it', sortOrder: 201.00109 }),
    ];
    const rest = { units: [rootUnit, unit('/IT')], groups: [group('it', [member('ana')])], policies };
    expect(
      evaluate(mfaStrongForAdmins, { ...nobody, ...rest, ...admin(true, { orgUnitPath: '/IT' }) }),
    ).toMatchObject([
      { verdict: 'unknown', reason: expect.stringMatching(new RegExp(`${ofUnit}.*${ofGroup}`)) },
    ]);
    // Whatever the factors are, an admin who need not use one fails.
    const free = { ...rest, policies: policies.slice(1), ...admin(false, { orgUnitPath: '/IT' }) };
    expect(evaluate(mfaStrongForAdmins, { ...nobody, ...free })).toMatchObject([{ verdict: 'fail' }]);
  });
});
