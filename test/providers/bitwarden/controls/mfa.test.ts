import { describe, expect, test } from '@jest/globals';
import { accountsArePersonal } from '../../../../lib/controls/people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from '../../../../lib/controls/people/leavers-have-no-access.ts';
import { bitwardenAccountForEveryEmployee } from '../../../../lib/providers/bitwarden/controls/account-for-every-employee.ts';
import { bitwardenMfaEnforced } from '../../../../lib/providers/bitwarden/controls/mfa-enforced.ts';
import { bitwardenMfaEnrolled } from '../../../../lib/providers/bitwarden/controls/mfa-enrolled.ts';
import { cut, googleUsers, judge, overall, user, verdicts } from '../../../controls/people/world.ts';
import { member, part, policy } from '../controls.ts';

/** One of every status, and one of which it is not told. */
const everyStatus = [
  member('ana', { email: 'Ana@Example.com' }),
  member('cy', { status: 'invited', twoFactorEnabled: false }),
  member('dot', { status: 'accepted', twoFactorEnabled: false }),
  member('eve', { status: 'revoked', twoFactorEnabled: false }),
  member('fay', { status: null }),
  member('gus', { status: 'status 9' }),
];

describe('bitwarden.mfa-enrolled', () => {
  test('judges whoever is confirmed, and nobody else', () => {
    const rows = [
      ...everyStatus,
      member('ben', { twoFactorEnabled: false }),
      member('hal', { twoFactorEnabled: null }),
    ];
    expect(verdicts(bitwardenMfaEnrolled, { parts: [part('members', rows)] })).toEqual({
      'ana@example.com': 'pass',
      'ben@example.com': 'fail',
      'fay@example.com': 'unknown',
      'gus@example.com': 'unknown',
      'hal@example.com': 'unknown',
    });
  });

  test('is unknown where the list is cut short, or nobody is confirmed', () => {
    expect(
      overall(bitwardenMfaEnrolled, { parts: [part('members', [member('ana')], { problem: cut })] }),
    ).toBe('unknown');
    expect(
      overall(bitwardenMfaEnrolled, { parts: [part('members', [member('cy', { status: 'invited' })])] }),
    ).toBe('unknown');
  });
});

describe('bitwarden.mfa-enforced', () => {
  const on = [policy(0, true), policy(4, false)];
  const judged = (rows: readonly ReturnType<typeof member>[], policies: readonly unknown[] = on) =>
    verdicts(bitwardenMfaEnforced, { parts: [part('members', rows), part('policies', policies)] });

  test('passes where the policy is on and everybody has it', () => {
    const rows = [member('ana', { type: 'owner' }), member('ben'), ...everyStatus.slice(1, 4)];
    expect(judged(rows)).toEqual({ 'ana@example.com': 'pass', 'ben@example.com': 'pass' });
    const parts = [part('members', rows), part('policies', on)];
    expect(overall(bitwardenMfaEnforced, { parts })).toBe('pass');
  });

  test('asks of those whom the policy may exempt that they have it', () => {
    const without = { twoFactorEnabled: false };
    expect(
      judged([
        member('ana', { ...without, type: 'owner' }),
        member('ben', { ...without, type: 'admin' }),
        member('cy', { ...without, type: 'custom' }),
        member('dot', { ...without, type: 'type 7' }),
        member('eve', { ...without, type: null }),
        member('fay', { type: 'owner', twoFactorEnabled: null }),
      ]),
    ).toEqual({
      'ana@example.com': 'fail',
      'ben@example.com': 'fail',
      'cy@example.com': 'fail',
      'dot@example.com': 'fail',
      'eve@example.com': 'fail',
      'fay@example.com': 'unknown',
    });
  });

  test('does not know what to make of a user who is confirmed without what the policy requires', () => {
    expect(
      judged([member('ben', { twoFactorEnabled: false }), member('cy', { twoFactorEnabled: null })]),
    ).toEqual({
      'ben@example.com': 'unknown',
      'cy@example.com': 'unknown',
    });
  });

  test.each<[string, readonly unknown[], string]>([
    ['off', [policy(0, false)], 'fail'],
    ['nowhere in the list', [policy(4, true)], 'fail'],
    ['in a list of nothing', [], 'fail'],
    ['neither on nor off', [policy(0, null)], 'unknown'],
    ['perhaps one of no kind', [policy(null, true)], 'unknown'],
    ['on and off', [policy(0, true), policy(0, false)], 'unknown'],
  ])('does not pass where the policy is %s', (_, policies, verdict) => {
    expect(judged([member('ana', { type: 'owner' })], policies)).toEqual({ 'ana@example.com': verdict });
  });

  test('is unknown where the list of policies is another connection’s, or was cut short', () => {
    const members = part('members', [member('ana')]);
    for (const policies of [
      part('policies', on, { connection: 'other' }),
      part('policies', on, { problem: cut }),
      part('policies', [], { problem: cut }),
    ])
      expect(overall(bitwardenMfaEnforced, { parts: [members, policies] })).not.toBe('pass');
  });
});

describe('bitwarden.account-for-every-employee', () => {
  const google = googleUsers([user('ana'), user('cy'), user('dot'), user('eve'), user('fay'), user('hal')]);

  test('takes whoever is confirmed for somebody with an account, and nobody else', () => {
    const seen = judge(bitwardenAccountForEveryEmployee, { parts: [google, part('members', everyStatus)] });
    expect(Object.fromEntries(Object.entries(seen).map(([name, { verdict }]) => [name, verdict]))).toEqual({
      'ana@example.com': 'pass',
      'cy@example.com': 'fail',
      'dot@example.com': 'fail',
      'eve@example.com': 'fail',
      'fay@example.com': 'unknown',
      'hal@example.com': 'fail',
    });
    expect(seen['cy@example.com']?.reason).toBe(
      'Has a Bitwarden account (cy@example.com), but it is invited.',
    );
    expect(seen['hal@example.com']?.reason).toBe('Has no Bitwarden account.');
  });

  test('says of nobody that they have none where the list was cut short', () => {
    const parts = [google, part('members', [member('ana')], { problem: cut })];
    expect(verdicts(bitwardenAccountForEveryEmployee, { parts })).toMatchObject({
      'ana@example.com': 'pass',
      'hal@example.com': 'unknown',
    });
  });
});

describe('the join with people', () => {
  const parts = [
    googleUsers([user('ana'), user('ben', { suspended: true }), user('eve', { suspended: true })]),
    part('members', [
      member('ana'),
      member('ben'),
      member('cy', { email: 'cy@elsewhere.example' }),
      member('eve', { status: 'revoked' }),
      member('hal', { email: null }),
    ]),
  ];

  test('finds leavers who still have access, and accounts that are nobody’s', () => {
    expect(verdicts(leaversHaveNoAccess, { parts })).toEqual({
      'ana@example.com (bitwarden)': 'pass',
      'ben@example.com (bitwarden)': 'fail',
      'm-hal (bitwarden)': 'unknown',
    });
    expect(verdicts(accountsArePersonal, { parts })).toMatchObject({
      'ana@example.com (bitwarden)': 'pass',
      'cy@elsewhere.example (bitwarden)': 'fail',
      'm-hal (bitwarden)': 'unknown',
    });
  });
});
