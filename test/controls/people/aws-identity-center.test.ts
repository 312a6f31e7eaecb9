import { describe, expect, test } from '@jest/globals';
import { leaversHaveNoAccess } from '../../../lib/controls/people/leavers-have-no-access.ts';
import { identityCenterMfaEnforced } from '../../../lib/providers/aws/controls/identity-center-mfa-enforced.ts';
import { throughGoogle, word } from '../../judging/people/google-sign-in.ts';
import { googleUsers, overall, type Part, user, verdicts, type World } from './world.ts';

function person(name: string, enabled: boolean | null = true) {
  const address = `${name}@example.com`;
  return { displayName: name, email: address, enabled, id: `u-${name}`, userName: address };
}

function world(google: Part, ...rows: readonly object[]): World {
  return {
    parts: [google, { provider: 'aws', connection: 'cloud', dataset: 'identity-center-users', rows }],
    settings: { people: { source: 'google', identities: [] } },
  };
}

const enforced = (enforcement: boolean | null = true) =>
  googleUsers([user('ana', { isEnforcedIn2Sv: enforcement }), user('ben', { isEnforcedIn2Sv: true })]);

describe('Whoever signs in to Identity Center through Google', () => {
  const through = (google: Part, ...rows: readonly object[]): World => ({
    ...world(google, ...rows),
    words: throughGoogle('cloud'),
  });

  test('is under enforcement where Google enforces it', () => {
    expect(overall(identityCenterMfaEnforced, through(enforced(), person('ana'), person('ben')))).toBe(
      'pass',
    );
    expect(
      verdicts(identityCenterMfaEnforced, through(enforced(false), person('ana'), person('ben'))),
    ).toEqual({
      'ana@example.com': 'fail',
      'ben@example.com': 'pass',
    });
    expect(overall(identityCenterMfaEnforced, through(enforced(null), person('ana')))).toBe('unknown');
  });

  test('is unknown where Google knows nobody of the name, or AWS does not say who may sign in', () => {
    expect(overall(identityCenterMfaEnforced, through(enforced(), person('zoe')))).toBe('unknown');
    expect(overall(identityCenterMfaEnforced, through(enforced(), person('ana', null)))).toBe('unknown');
  });

  test('is not asked about when disabled', () => {
    const judged = verdicts(
      identityCenterMfaEnforced,
      through(enforced(false), person('ana', false), person('ben')),
    );
    expect(judged).toEqual({ 'ben@example.com': 'pass' });
  });
});

test('Without an identity provider an attestation counts, for the connection', () => {
  const asked = world(enforced(), person('ana'));
  expect(overall(identityCenterMfaEnforced, asked)).toBe('unknown');
  const { id } = identityCenterMfaEnforced;
  expect(overall(identityCenterMfaEnforced, { ...asked, attestation: word(id, ['cloud']) })).toBe('pass');
  expect(overall(identityCenterMfaEnforced, { ...asked, attestation: word(id, ['other']) })).toBe('unknown');
});

test('A leaver who is enabled in Identity Center has access', () => {
  const google = googleUsers([user('ana', { suspended: true }), user('ben')]);
  const found = (...rows: readonly object[]) => verdicts(leaversHaveNoAccess, world(google, ...rows));
  expect(found(person('ana'), person('ben'))['ana@example.com']).not.toBe('pass');
  expect(found(person('ana', false), person('ben'))['ana@example.com'] ?? 'pass').toBe('pass');
});
