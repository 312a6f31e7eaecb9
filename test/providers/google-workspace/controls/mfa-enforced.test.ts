import { describe, expect, test } from '@jest/globals';
import { users } from '../../../../lib/evidence/datasets/google-workspace.ts';
import { mfaEnforced } from '../../../../lib/providers/google-workspace/controls/mfa-enforced.ts';
import {
  enforcedFrom,
  evaluate,
  group,
  member,
  nobody,
  now,
  policy,
  rootUnit,
  unit,
  user,
  type World,
} from './world.ts';

const enforcing = enforcedFrom('2024-02-16T23:22:21.732Z');
const starting = enforcedFrom('2027-01-01T00:00:00Z');
const week = policy('grace', 'grace_period', { enrollmentGracePeriod: '604800s' });
const newcomer = { creationTime: '2026-11-20T09:00:00.000Z' };

const says = {
  enforced: { isEnforcedIn2Sv: true },
  not: { isEnforcedIn2Sv: false },
  nothing: { isEnforcedIn2Sv: null },
};

function world(changes: Partial<World>): World {
  return { ...nobody, ...changes };
}

function one(
  changes: Parameters<typeof user>[1],
  rest: Partial<World> = {},
  parameters: object = {},
  at = now,
) {
  const assessments = evaluate(
    mfaEnforced,
    world({ users: [user('ana', changes)], ...rest }),
    parameters,
    at,
  );
  expect(assessments).toHaveLength(1);
  const [assessment] = assessments;
  if (!assessment) throw new Error('nobody was judged');
  return assessment;
}

describe('mfa-enforced, row by row', () => {
  test('enforced, and the policy enforces: pass, without words', () => {
    expect(one(says.enforced, { policies: [enforcing] })).toEqual({
      subject: 'ana@example.com',
      verdict: 'pass',
      reason: '',
    });
  });

  test('enforced, but no policy enforces: unknown, since the two disagree', () => {
    expect(one(says.enforced)).toEqual({
      subject: 'ana@example.com',
      verdict: 'unknown',
      reason:
        "Google says that this person is under enforcement, but Google's default does not enforce it: the two disagree.",
    });
  });

  test('enforced, but the policy starts in the future: unknown, with the start', () => {
    const { verdict, reason } = one(says.enforced, { policies: [starting] });
    expect(verdict).toBe('unknown');
    expect(reason).toContain(
      'policies/enforced (enforcement, unit /) enforces it only from 2027-01-01T00:00:00.000Z',
    );
    expect(reason).toContain('the two disagree');
  });

  test('not enforced, and no policy enforces: fail', () => {
    const { verdict, reason, excusedUntil } = one({ ...says.not, ...newcomer }, { policies: [week] });
    expect(verdict).toBe('fail');
    expect(reason).toBe("Not under enforcement: Google's default does not enforce it.");
    expect(excusedUntil).toBeUndefined();
  });

  test('not enforced, and the policy starts in the future: fail, even for a newcomer', () => {
    const assessment = one({ ...says.not, ...newcomer }, { policies: [starting, week] });
    expect(assessment).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('only from 2027') });
    expect(assessment).not.toHaveProperty('excusedUntil');
  });

  test('not enforced, the policy enforces, within the grace period: excused until it ends', () => {
    expect(one({ ...says.not, ...newcomer }, { policies: [enforcing, week] })).toEqual({
      subject: 'ana@example.com',
      verdict: 'fail',
      reason:
        'Not under enforcement, although policies/enforced (enforcement, unit /) enforces it since 2024-02-16T23:22:21.732Z; the grace period for newcomers (policies/grace (grace_period, unit /)) lasts until 2026-11-27T09:00:00.000Z.',
      excusedUntil: '2026-11-27T09:00:00.000Z',
    });
  });

  test('not enforced, the policy enforces, past any grace: fail', () => {
    const assessment = one(
      { ...says.not, creationTime: '2026-11-10T09:00:00Z' },
      { policies: [enforcing, week] },
    );
    expect(assessment).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('ended at 2026-11-17T09:00:00.000Z'),
    });
    expect(assessment).not.toHaveProperty('excusedUntil');
  });

  test.each([[[enforcing]], [[starting]], [[]]])(
    'Google says nothing: unknown, whatever the policy says',
    (policies) => {
      expect(one({ ...says.nothing, ...newcomer }, { policies })).toMatchObject({
        verdict: 'unknown',
        reason: 'Google did not say whether this person is under enforcement.',
      });
    },
  );

  test.each(['two-step-policies', 'org-units', 'groups'])(
    '%s could not be read: unknown, or fail if not enforced',
    (dataset) => {
      const problems = { [dataset]: { code: 'denied', message: 'No.' } } as const;
      const unread = { policies: [enforcing, week], problems };
      expect(one(says.enforced, unread).verdict).toBe('unknown');
      expect(one(says.enforced, unread).reason).toContain(`${dataset} `);
      expect(one(says.enforced, unread).reason).toContain('(denied)');
      expect(one(says.nothing, unread).verdict).toBe('unknown');
      const failing = one({ ...says.not, ...newcomer }, unread);
      expect(failing).toMatchObject({
        verdict: 'fail',
        reason: expect.stringContaining('the policy could not be read'),
      });
      expect(failing).not.toHaveProperty('excusedUntil');
      expect(one(says.enforced, { policies: [enforcing], absent: [dataset] }).verdict).toBe('unknown');
    },
  );
});

describe('reconcile: false', () => {
  const off = { reconcile: false };
  const unread = {
    policies: [enforcing],
    problems: { 'two-step-policies': { code: 'denied', message: 'No.' } },
  } as const;

  test('lets Google’s answer stand where the policy could not be read, and says so', () => {
    const { verdict, reason } = one(says.enforced, unread, off);
    expect(verdict).toBe('pass');
    expect(reason).toContain('`reconcile: false`');
    expect(reason).toContain('two-step-policies were cut short (denied)');
  });

  test('does not let it stand where the policy is shown, and could not be read completely', () => {
    for (const code of ['truncated', 'timeout', 'unavailable', 'malformed'] as const)
      for (const dataset of ['two-step-policies', 'org-units', 'groups']) {
        const part = { ...unread, problems: { ...unread.problems, [dataset]: { code, message: 'Lost.' } } };
        expect(one(says.enforced, part, off).verdict).toBe('unknown');
      }
    const blank = policy('blank', 'enforcement', {});
    expect(one(says.enforced, { policies: [blank] }, off).verdict).toBe('unknown');
  });

  test('still holds the answer against a policy that can be read', () => {
    expect(one(says.enforced, { policies: [starting] }, off).verdict).toBe('unknown');
  });

  test('passes nobody of whom Google says nothing', () => {
    expect(one(says.nothing, unread, off).verdict).toBe('unknown');
    expect(one(says.not, unread, off).verdict).toBe('fail');
  });
});

describe('mfa-enforced and its traps', () => {
  test('enforced from 1970 is not enforced, and neither is a policy without a time', () => {
    expect(one(says.not, { policies: [enforcedFrom('1970-01-01T00:00:00Z')] }).reason).toContain(
      'does not enforce it',
    );
    expect(one(says.enforced, { policies: [enforcedFrom('1970-01-01T00:00:00Z')] }).verdict).toBe('unknown');
    const blank = policy('blank', 'enforcement', {});
    expect(one(says.enforced, { policies: [blank] })).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('the value of policies/blank (enforcement, unit /) could not be read'),
    });
  });

  test('enforcement counts from its very moment', () => {
    const policies = [enforcedFrom(now.toISOString())];
    expect(one(says.enforced, { policies }).verdict).toBe('pass');
    expect(one(says.enforced, { policies }, {}, new Date(now.getTime() - 1)).verdict).toBe('unknown');
  });

  test('the grace period ends at its very moment', () => {
    const policies = [enforcing, week];
    const ends = new Date('2026-11-27T09:00:00.000Z');
    const changes = { ...says.not, ...newcomer };
    expect(one(changes, { policies }, {}, new Date(ends.getTime() - 1))).toHaveProperty('excusedUntil');
    expect(one(changes, { policies }, {}, ends)).not.toHaveProperty('excusedUntil');
  });

  test('no grace without a known time of creation, nor with one in the future', () => {
    const policies = [enforcing, week];
    for (const creationTime of [null, 'soon', '2026-12-24T00:00:00Z'])
      expect(one({ ...says.not, creationTime }, { policies })).not.toHaveProperty('excusedUntil');
  });

  test('an account made while the night went on has its grace', () => {
    const creationTime = '2026-11-23T02:03:00Z';
    expect(one({ ...says.not, creationTime }, { policies: [enforcing, week] })).toHaveProperty(
      'excusedUntil',
    );
  });

  test('a grace period that cannot be read excuses nobody, and leaves open whether it would', () => {
    const odd = policy('grace', 'grace_period', { enrollmentGracePeriod: 'P7D' });
    const assessment = one({ ...says.not, ...newcomer }, { policies: [enforcing, odd] });
    expect(assessment).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('could not be read'),
    });
    expect(assessment).not.toHaveProperty('excusedUntil');
  });

  test('a policy without a grace period excuses nobody', () => {
    expect(one({ ...says.not, ...newcomer }, { policies: [enforcing] }).reason).toContain('no grace period');
  });

  test('a child unit overrides its parent', () => {
    const lax = enforcedFrom('1970-01-01T00:00:00Z', {
      name: 'policies/lax',
      orgUnit: '/Lab',
      sortOrder: 202,
    });
    const rest = { units: [rootUnit, unit('/Lab'), unit('/Lab/A', '/Lab')], policies: [enforcing, lax] };
    expect(one({ ...says.not, orgUnitPath: '/Lab/A' }, rest).reason).toBe(
      'Not under enforcement: policies/lax (enforcement, unit /Lab) does not enforce it.',
    );
    expect(one({ ...says.enforced, orgUnitPath: '/Lab/A' }, rest).verdict).toBe('unknown');
    expect(one(says.enforced, rest).verdict).toBe('pass');
  });

  test('a group overrides the unit', () => {
    const exempt = enforcedFrom('1970-01-01T00:00:00Z', {
      name: 'policies/exempt',
      group: 'gid-exempt',
      sortOrder: 202,
    });
    const rest = { groups: [group('exempt', [member('ana')])], policies: [enforcing, exempt] };
    expect(one(says.not, rest).reason).toBe(
      'Not under enforcement: policies/exempt (enforcement, group exempt@example.com) does not enforce it.',
    );
  });

  test.each([
    ['forbidden', [false]],
    ['of a value that is not known', ['no']],
    ['forbidden or allowed, which the order does not decide', [true, false]],
  ])('Google says enforced, and enrolment is %s: unknown', (_name, allowed) => {
    const closed = allowed.map((allowEnrollment, at) => policy(`e${at}`, 'enrollment', { allowEnrollment }));
    expect(one(says.enforced, { policies: [enforcing, ...closed] })).toMatchObject({ verdict: 'unknown' });
    expect(one(says.not, { policies: [enforcing, ...closed] })).toMatchObject({ verdict: 'fail' });
  });

  test('enrolment forbidden under enforcement: the two disagree, and both are named', () => {
    const closed = policy('closed', 'enrollment', { allowEnrollment: false });
    expect(one(says.enforced, { policies: [enforcing, closed] }).reason).toBe(
      'Google says that this person is under enforcement, but policies/closed (enrollment, unit /) forbids to set it up: the two disagree.',
    );
  });

  test('enrolment forbidden for others is no word against anybody else', () => {
    const closed = policy(
      'closed',
      'enrollment',
      { allowEnrollment: false },
      { orgUnit: '/Lab', sortOrder: 202 },
    );
    const rest = { units: [rootUnit, unit('/Lab')], policies: [enforcing, closed] };
    expect(one(says.enforced, rest).verdict).toBe('pass');
    expect(one({ ...says.enforced, orgUnitPath: '/Lab' }, rest).verdict).toBe('unknown');
  });

  test('suspended and archived accounts are not judged; guests and those who never signed in are', () => {
    const users = [
      user('a', { suspended: true }),
      user('b', { archived: true }),
      user('c', { archived: null, suspended: true }),
      user('d', { isGuestUser: true }),
      user('e', { signedIn: false, lastLoginTime: null }),
      user('Break.Glass', { isAdmin: true }),
    ];
    const judged = evaluate(mfaEnforced, world({ users, policies: [enforcing] }));
    expect(judged.map(({ subject }) => subject)).toEqual([
      'd@example.com',
      'e@example.com',
      'break.glass@example.com',
    ]);
  });

  test.each([{ suspended: null }, { archived: null }])(
    'an account that may be inactive never passes, but can fail',
    (gap) => {
      const rest = { policies: [enforcing] };
      expect(one({ ...says.enforced, ...gap }, rest)).toMatchObject({
        verdict: 'unknown',
        reason: 'Google did not say whether this account is suspended or archived.',
      });
      expect(one({ ...says.not, ...gap }, rest)).toMatchObject({
        verdict: 'fail',
        reason: expect.stringContaining('it is treated as active'),
      });
    },
  );

  test('enrolment does not count as enforcement', () => {
    expect(one({ ...says.not, isEnrolledIn2Sv: true }, { policies: [enforcing] }).verdict).toBe('fail');
  });

  test('nobody is judged in an empty population', () => {
    expect(evaluate(mfaEnforced, nobody)).toEqual([]);
  });

  test('each connection is judged by its own policies', () => {
    const a = world({ connection: 'a', users: [user('ana')], policies: [enforcing] });
    const b = world({ connection: 'b', users: [user('ben')] });
    expect(evaluate(mfaEnforced, [a, b]).map(({ verdict }) => verdict)).toEqual(['pass', 'unknown']);
  });

  test('needs only the users outright, because the policy may be waived by configuration', () => {
    expect(mfaEnforced.needs.filter(({ optional }) => !optional)).toEqual([{ dataset: users }]);
    expect(mfaEnforced.parameters().safeParse({ reconcil: false }).success).toBe(false);
  });
});

const grace = (name: string, days: number, changes: Parameters<typeof policy>[3] = {}) =>
  policy(name, 'grace_period', { enrollmentGracePeriod: `${days * 86_400}s` }, changes);
const madeDaysAgo = (days: number) => ({
  ...says.not,
  creationTime: new Date(now.getTime() - days * 86_400_000).toISOString(),
});

describe('a grace period beyond six months, which Google does not offer', () => {
  test.each([200, 365, 3_650, 10_000])(
    'of %d days is not believed: unknown, and nobody is excused',
    (days) => {
      for (const age of [3, 400]) {
        const found = one(madeDaysAgo(age), { policies: [enforcing, grace('long', days)] });
        expect(found).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('six months') });
        expect(found).not.toHaveProperty('excusedUntil');
      }
    },
  );

  test('of six months is believed', () => {
    expect(one(madeDaysAgo(3), { policies: [enforcing, grace('six', 180)] })).toHaveProperty('excusedUntil');
  });
});

describe('a grace period of which two rules say different things', () => {
  const rest = {
    units: [rootUnit, unit('/A')],
    groups: [group('g', [member('ana')])],
    policies: [
      enforcing,
      grace('unit', 7, { orgUnit: '/A', sortOrder: 202 }),
      grace('group', 30, { group: 'gid-g', sortOrder: 201.00109 }),
    ],
  };
  const inA = (age: number) => one({ ...madeDaysAgo(age), orgUnitPath: '/A' }, rest);

  test.each([3, 10])('is unknown for an account of %d days, and names both', (age) => {
    expect(inA(age)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringMatching(/policies\/unit .*7 days.*policies\/group .*30 days/),
    });
    expect(inA(age)).not.toHaveProperty('excusedUntil');
  });

  test('is no excuse for an account that is past both', () => {
    expect(inA(31)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('has ended') });
  });

  test('concerns nobody outside of the unit', () => {
    expect(one(madeDaysAgo(10), rest)).toHaveProperty('excusedUntil');
  });
});

describe('enforcement of which two rules say different things', () => {
  const lax = enforcedFrom('1970-01-01T00:00:00Z', { name: 'policies/lax', orgUnit: '/A', sortOrder: 202 });
  const rest = (days: number) => ({
    units: [rootUnit, unit('/A')],
    groups: [group('g', [member('ana')])],
    policies: [lax, { ...enforcing, group: 'gid-g', sortOrder: 201.00109 }, grace('week', days)],
  });

  test('is unknown, and names both', () => {
    expect(one({ ...says.enforced, orgUnitPath: '/A' }, rest(7))).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringMatching(
        /policies\/lax .*no enforcement.*policies\/enforced .*enforcement from 2024/,
      ),
    });
  });

  test('fails whom neither enforces and neither excuses, and is unknown for a newcomer', () => {
    expect(one({ ...madeDaysAgo(100), orgUnitPath: '/A' }, rest(7)).verdict).toBe('fail');
    expect(one({ ...madeDaysAgo(3), orgUnitPath: '/A' }, rest(7)).verdict).toBe('unknown');
    expect(one({ ...madeDaysAgo(3), orgUnitPath: '/A' }, rest(0)).verdict).toBe('fail');
  });
});

describe('a list of units without any, as a customer without units may answer', () => {
  const none = { units: [], policies: [enforcing, week] };

  test('is whole where everybody is in the top unit', () => {
    expect(one(says.enforced, none).verdict).toBe('pass');
    expect(one(says.enforced, { units: [], policies: [starting] }).verdict).toBe('unknown');
    expect(one({ ...says.not, ...newcomer }, none)).toHaveProperty('excusedUntil');
  });

  test('is not where somebody is in another one', () => {
    const users = [user('ana'), user('ben', { orgUnitPath: '/Sales' })];
    expect(evaluate(mfaEnforced, world({ ...none, users })).map(({ verdict }) => verdict)).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  test('is not where policies are of two units, of which one cannot be the top', () => {
    const lax = enforcedFrom('1970-01-01T00:00:00Z', { name: 'policies/lax', orgUnit: 'x', sortOrder: 202 });
    expect(one(says.enforced, { units: [], policies: [enforcing, lax] }).verdict).toBe('unknown');
  });

  test('is whole for policies of groups alone', () => {
    const ofGroup = { ...enforcing, orgUnit: null, query: null, group: 'gid-g' };
    const rest = { units: [], groups: [group('g', [member('ana')])], policies: [ofGroup] };
    expect(one(says.enforced, rest).verdict).toBe('pass');
  });
});

describe('lists of several customers', () => {
  const customer = (id: string) => ({ tenant: { id, name: null } });

  test('say nothing of each other, also in evidence of before they were compared', () => {
    const documents = { 'two-step-policies': customer('C07654321') };
    const found = one(says.enforced, { policies: [enforcing], documents });
    expect(found).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('several customers: C00000000 and C07654321'),
    });
    expect(
      one(says.enforced, { policies: [enforcing], documents: { 'org-units': { tenant: null } } }).verdict,
    ).toBe('pass');
  });
});

test('a member known by an address in a domain alias is a member', () => {
  const address = { email: 'Ana@example.net', id: null, status: null, type: 'USER' };
  const exempt = enforcedFrom('1970-01-01T00:00:00Z', { group: 'gid-exempt', sortOrder: 202 });
  const rest = { groups: [group('exempt', [address])], policies: [enforcing, exempt] };
  const inAlias = { nonEditableAliases: ['ana@example.net'] };
  expect(one({ ...says.enforced, ...inAlias }, rest).verdict).toBe('unknown');
  expect(one(says.enforced, rest).verdict).toBe('pass');
});
