import { describe, expect, test } from '@jest/globals';
import { accountsArePersonal } from '../../../../lib/controls/people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from '../../../../lib/controls/people/leavers-have-no-access.ts';
import type { CloudflareAccount, CloudflareMember } from '../../../../lib/evidence/datasets/cloudflare.ts';
import { cloudflareMfaEnrolled } from '../../../../lib/providers/cloudflare/controls/mfa-enrolled.ts';
import { cloudflareMfaRequired } from '../../../../lib/providers/cloudflare/controls/mfa-required.ts';
import {
  cut,
  googleUsers,
  judge,
  overall,
  type Part,
  user,
  verdicts,
  type World,
} from '../../../controls/people/world.ts';
import { throughGoogle } from '../../../judging/people/google-sign-in.ts';

const id = 'a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0';

function member(name: string, changes: Partial<CloudflareMember> = {}): CloudflareMember {
  const email = `${name}@example.com`;
  return {
    email,
    id: `m-${name}`,
    roles: [],
    status: 'accepted',
    twoFactorEnabled: true,
    userId: name,
    ...changes,
  };
}

function part(dataset: string, rows: readonly unknown[]): Part {
  return { provider: 'cloudflare', connection: 'cloudflare', dataset, rows };
}

const account = (enforceTwoFactor: boolean | null): CloudflareAccount => {
  return { enforceTwoFactor, id, name: 'Acme', type: 'standard' };
};

describe('cloudflare.mfa-required', () => {
  const verdictOn = (required: boolean | null) =>
    judge(cloudflareMfaRequired, { parts: [part('account', [account(required)])] })[id];

  test('passes where it is required, fails where not, and is unknown where that is not shown', () => {
    expect(verdictOn(true)).toEqual({ subject: id, verdict: 'pass', reason: '' });
    expect(verdictOn(false)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('Acme') });
    expect(verdictOn(null)).toMatchObject({ verdict: 'unknown' });
  });

  test('says nothing where there is no account', () => {
    expect(judge(cloudflareMfaRequired, { parts: [part('account', [])] })).toEqual({});
  });
});

describe('cloudflare.mfa-enrolled', () => {
  test('judges whoever has accepted, and nobody else', () => {
    const rows = [
      member('ana', { email: 'Ana@Example.com' }),
      member('ben', { twoFactorEnabled: false }),
      member('cy', { twoFactorEnabled: null }),
      member('dot', { status: 'pending', twoFactorEnabled: false }),
      member('eve', { status: 'rejected', twoFactorEnabled: null }),
      member('fay', { status: null }),
      member('gus', { status: 'suspended', twoFactorEnabled: false }),
      member('hal', { email: null }),
    ];
    expect(verdicts(cloudflareMfaEnrolled, { parts: [part('members', rows)] })).toEqual({
      'ana@example.com': 'pass',
      'ben@example.com': 'fail',
      'cy@example.com': 'unknown',
      'fay@example.com': 'unknown',
      'gus@example.com': 'unknown',
      'm-hal': 'pass',
    });
  });
});

describe('the join with people', () => {
  const world = {
    parts: [
      googleUsers([user('ana'), user('ben', { suspended: true })]),
      part('members', [
        member('ana', { email: 'ANA@example.com' }),
        member('ben'),
        member('cy', { email: 'cy@elsewhere.example' }),
        member('dot', { status: 'pending' }),
        member('hal', { email: null }),
      ]),
    ],
  };

  test('finds leavers who still have access', () => {
    expect(verdicts(leaversHaveNoAccess, world)).toEqual({
      'ana@example.com (cloudflare)': 'pass',
      'ben@example.com (cloudflare)': 'fail',
      'm-hal (cloudflare)': 'unknown',
    });
  });

  test('finds accounts that are nobody’s', () => {
    expect(verdicts(accountsArePersonal, world)).toEqual({
      'ana@example.com (cloudflare)': 'pass',
      'ben@example.com (cloudflare)': 'pass',
      'cy@elsewhere.example (cloudflare)': 'fail',
      'm-hal (cloudflare)': 'unknown',
    });
  });
});

describe('members who sign in by SSO, where that is attested to go through Google', () => {
  const sso = { twoFactorEnabled: false };
  const company = (google: Part, required: boolean | null, ...rows: readonly CloudflareMember[]): World => ({
    parts: [part('account', [account(required)]), part('members', rows), google],
    words: throughGoogle('cloudflare'),
  });
  const clean = googleUsers([user('ana'), user('ben')]);

  test('are judged by Google’s evidence, beside those who have a second factor with Cloudflare', () => {
    const world = company(
      clean,
      true,
      member('ana', sso),
      member('ben', { twoFactorEnabled: null }),
      member('cy'),
    );
    expect(overall(cloudflareMfaEnrolled, world)).toBe('pass');
  });

  test.each<[string, Part, string]>([
    ['has none there', googleUsers([user('ana', { isEnrolledIn2Sv: false })]), 'fail'],
    ['may have none there', googleUsers([user('ana', { isEnrolledIn2Sv: null })]), 'unknown'],
    ['is nobody there', googleUsers([user('ben')]), 'fail'],
    ['was not seen there', googleUsers([user('ben')], { problem: cut }), 'unknown'],
  ])('do not pass where somebody %s', (_what, google, expected) => {
    expect(overall(cloudflareMfaEnrolled, company(google, true, member('ana', sso)))).toBe(expected);
  });

  test('are no such people while the account lets in whoever has no second factor, or without the word', () => {
    for (const required of [false, null])
      expect(overall(cloudflareMfaEnrolled, company(clean, required, member('ana', sso)))).toBe('fail');
    const world = company(clean, true, member('ana', sso));
    for (const words of [{}, throughGoogle('slack')])
      expect(overall(cloudflareMfaEnrolled, { ...world, words })).toBe('fail');
  });
});
