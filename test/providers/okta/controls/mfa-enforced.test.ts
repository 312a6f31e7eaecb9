import { describe, expect, test } from '@jest/globals';
import type { OktaPolicy, OktaRule } from '../../../../lib/evidence/datasets/okta.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { mfaEnforced } from '../../../../lib/providers/okta/controls/mfa-enforced.ts';
import { assess } from '../../../judging/assess.ts';
import { inputOf } from '../../../judging/input.ts';
import { document } from '../../google-workspace/controls/world.ts';

const rule = (changes: Partial<OktaRule> = {}): OktaRule => ({
  access: 'ALLOW',
  id: 'r',
  name: null,
  priority: 1,
  secondFactor: true,
  status: 'ACTIVE',
  unconditional: false,
  ...changes,
});
const policy = (type: string, changes: Partial<OktaPolicy> = {}): OktaPolicy => ({
  authenticators: null,
  id: type,
  name: `The ${type}`,
  rules: null,
  status: 'ACTIVE',
  system: false,
  type,
  ...changes,
});
const session = (rules: readonly OktaRule[] | null, changes: Partial<OktaPolicy> = {}) =>
  policy('OKTA_SIGN_ON', { rules, system: true, ...changes });
const application = (rules: readonly OktaRule[] | null, changes: Partial<OktaPolicy> = {}) =>
  policy('ACCESS_POLICY', { rules, ...changes });
const enrolment = (key = 'okta_verify', changes: Partial<OktaPolicy> = {}) =>
  policy('MFA_ENROLL', { authenticators: [{ enroll: 'REQUIRED', key }], ...changes });

function judged(...policies: readonly OktaPolicy[]) {
  const of = document('policies', { provider: 'okta', connection: 'okta' });
  const input = inputOf(mfaEnforced, [datasetView(of, () => policies)], new Date('2026-11-23T02:00:00Z'));
  return assess(mfaEnforced, input).map(({ reason, verdict }) => `${verdict} ${reason}`.trim());
}
const verdictOf = (...policies: readonly OktaPolicy[]) => judged(...policies)[0]?.split(' ')[0];

const open = rule({ secondFactor: false });

describe('A second factor is enforced', () => {
  test('where the session demands it of all, and a factor that counts has to be set up', () => {
    expect(judged(session([rule()]), enrolment())).toEqual(['pass']);
    expect(judged(session([rule()]), application([open]), enrolment())).toEqual(['pass']);
  });

  test('where every application demands it', () => {
    expect(judged(application([rule()]), enrolment())).toEqual(['pass']);
    expect(judged(session([open]), application([rule()]), enrolment())).toEqual(['pass']);
  });

  test('where the rule that always fits demands it, whatever would come after', () => {
    const always = rule({ unconditional: true });
    expect(judged(session([always, rule({ priority: 2, secondFactor: false })]), enrolment())).toEqual([
      'pass',
    ]);
  });

  test('where those are kept out who are asked for none', () => {
    expect(judged(session([rule(), rule({ access: 'DENY', secondFactor: false })]), enrolment())).toEqual([
      'pass',
    ]);
  });

  test.each([
    'custom_app',
    'custom_otp',
    'duo',
    'fido_u2f',
    'fido_webauthn',
    'google_otp',
    'hotp',
    'okta_call',
    'okta_otp',
    'okta_push',
    'okta_sms',
    'okta_verify',
    'onprem_mfa',
    'phone_number',
    'rsa_token',
    'smart_card_idp',
    'symantec_vip',
    'webauthn',
    'yubikey_token',
  ])('with %s', (key) => {
    expect(verdictOf(session([rule()]), enrolment(key))).toBe('pass');
  });
});

describe('It is not', () => {
  test('where neither the session nor any application asks for it', () => {
    const found = judged(session([open]), application([open]), enrolment());
    expect(found).toEqual([
      'fail No sign-in policy asks everybody whom it lets in for a second factor: The ACCESS_POLICY and The OKTA_SIGN_ON.',
    ]);
    expect(verdictOf(session([rule(), open]), enrolment())).toBe('fail');
  });
});

describe('It is unknown', () => {
  test.each([
    ['a session policy of some alone', [session([rule()], { system: false })]],
    ['one whose system is not told', [session([rule()], { system: null })]],
    ['one application of two', [application([rule()]), application([open], { id: 'b' })]],
    [
      'an application, where the session is open',
      [session([open]), application([rule({ secondFactor: null })])],
    ],
    ['rules that were not read', [session(null)]],
    ['no rule', [session([])]],
    ['a rule whose status is not told', [session([rule({ status: null })])]],
    ['a rule of a new kind of access', [session([rule({ access: 'CHALLENGE' })])]],
    ['a rule that may let in without', [session([rule({ secondFactor: null })])]],
    ['a policy whose status is not told', [session([rule()], { status: null })]],
    ['no policy of signing in', []],
  ])('with %s', (_, policies) => {
    expect(verdictOf(...policies, enrolment())).toBe('unknown');
  });

  test('where an open rule might always come first', () => {
    const first = rule({ priority: null, secondFactor: false });
    expect(verdictOf(session([first, rule({ unconditional: true })]), enrolment())).toBe('fail');
    const unclear = rule({ priority: null, secondFactor: null });
    expect(verdictOf(session([unclear, rule({ unconditional: true })]), enrolment())).toBe('unknown');
  });

  test.each([
    ['e-mail alone', [enrolment('okta_email')], 'The MFA_ENROLL requires no factor that counts'],
    [
      'an optional factor',
      [enrolment('x', { authenticators: [{ enroll: 'OPTIONAL', key: 'duo' }] })],
      'The MFA_ENROLL requires',
    ],
    [
      'factors that were not read',
      [enrolment('x', { authenticators: null, name: null })],
      'MFA_ENROLL requires',
    ],
    ['one whose status is not told', [enrolment('duo', { status: null })], 'The MFA_ENROLL requires'],
    ['none', [], 'No policy of enrolment was shown'],
  ])('with an enrolment of %s', (_, policies, text) => {
    const [said = ''] = judged(session([rule()]), ...policies);
    expect(said).toContain('unknown');
    expect(said).toContain(text);
  });
});

test('What is inactive does not count, and without any policy nothing is said', () => {
  expect(judged()).toEqual([]);
  expect(judged(session([rule()]), application([open], { status: 'INACTIVE' }), enrolment())).toEqual([
    'pass',
  ]);
  expect(verdictOf(session([rule()]), enrolment('okta_email', { status: 'INACTIVE' }), enrolment())).toBe(
    'pass',
  );
  expect(verdictOf(session([rule(), rule({ secondFactor: false, status: 'INACTIVE' })]), enrolment())).toBe(
    'pass',
  );
});
