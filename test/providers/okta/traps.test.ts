import { describe, expect, test } from '@jest/globals';
import {
  applicationRule,
  classicEnrolment,
  enrolment,
  type OktaUser,
  type OktaWorld,
  type OktaWorldPolicy,
  sessionRule,
} from '../../../demo/stand-ins/okta/world.ts';
import { type OktaOptions, startOkta } from '../../../demo/stand-ins/okta.ts';
import { nightOf } from '../declared-night.ts';

const enforced = 'okta.mfa-enforced';
const enrolled = 'okta.mfa-enrolled';
const domain = 'acme.okta.example';
const ana = user('ana');

const required = enrolment('Everyone', {
  okta_verify: 'REQUIRED',
  webauthn: 'OPTIONAL',
  phone_number: 'NOT_ALLOWED',
});
const session = (...rules: readonly object[]): OktaWorldPolicy => ({
  id: 'Session',
  type: 'OKTA_SIGN_ON',
  rules,
});
const application = (id: string, ...rules: readonly object[]): OktaWorldPolicy => ({
  id,
  type: 'ACCESS_POLICY',
  rules,
});
const open = session(sessionRule('any', false));
const guarded = application('Any two factors', applicationRule('all', '2FA'));

function user(name: string, traits: Partial<OktaUser> = {}): OktaUser {
  return { id: `00u${name}`, login: `${name}@acme.example`, ...traits };
}

function night(world: Partial<OktaWorld>, options: OktaOptions = {}, key: 'token' | 'credentials' = 'token') {
  const whole = { domain, users: [ana], policies: [required, open, guarded], ...world };
  const start = (now: () => Date) => startOkta(() => whole, { now, ...options });
  return nightOf('okta', { domain }, start, (standIn) => standIn[key]());
}

async function enforcement(...policies: readonly OktaWorldPolicy[]) {
  return (await night({ policies })).verdicts[enforced];
}

describe('Okta, where all is well', () => {
  test.each(['token', 'credentials'] as const)('passes by a %s', async (key) => {
    const found = await night(
      { users: [ana, user('ben', { factors: { email: 'ACTIVE', webauthn: 'ACTIVE' } })] },
      {},
      key,
    );
    expect(found.of(enforced)).toEqual({ [domain]: 'pass' });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' });
    expect([found.verdicts[enforced], found.verdicts[enrolled]]).toEqual(['pass', 'pass']);
  });

  test('Classic: the session demands it, and there are no policies of applications', async () => {
    const policies = [
      classicEnrolment('Default', { okta_otp: 'REQUIRED', okta_question: 'OPTIONAL' }),
      session(
        sessionRule('office', true, { conditions: { network: { connection: 'ZONE' } } }),
        sessionRule('any', true, { priority: 2 }),
      ),
    ];
    expect((await night({ classic: true, policies })).verdicts[enforced]).toBe('pass');
  });

  test('a rule that comes after one that always holds is never asked', async () => {
    const rules = [
      applicationRule('two', '2FA', { priority: 1 }),
      applicationRule('one', '1FA', { priority: 2 }),
    ];
    expect(await enforcement(required, open, application('App', ...rules))).toBe('pass');
  });

  test('rules that are off, and such that let nobody in, leave no way in', async () => {
    const rules = [
      applicationRule('off', '1FA', { priority: 1, status: 'INACTIVE' }),
      applicationRule('denied', '1FA', {
        priority: 2,
        access: 'DENY',
        conditions: { network: { connection: 'ZONE' } },
      }),
      applicationRule('two', '2FA', { priority: 3 }),
    ];
    expect(await enforcement(required, open, application('App', ...rules))).toBe('pass');
  });
});

describe('Okta does not enforce where', () => {
  test.each<[string, readonly OktaWorldPolicy[], 'fail' | 'unknown']>([
    ['nothing but enrolment is required', [required, open], 'fail'],
    [
      'all applications let in with one factor',
      [required, open, application('One', applicationRule('all', '1FA'))],
      'fail',
    ],
    [
      'a place needs none',
      [
        required,
        session(
          sessionRule('office', false, { conditions: { network: { connection: 'ZONE' } } }),
          sessionRule('any', true, { priority: 2 }),
        ),
      ],
      'fail',
    ],
    [
      'some applications let in with one',
      [required, open, guarded, application('One', applicationRule('all', '1FA'))],
      'unknown',
    ],
    [
      'a policy of some people demands it and Okta’s own does not',
      [required, open, { ...session(sessionRule('two', true)), id: 'Staff', system: false }],
      'unknown',
    ],
    [
      'Okta’s own is not shown',
      [required, { ...session(sessionRule('two', true)), system: false }],
      'unknown',
    ],
    [
      'a way in is of words that nobody knows',
      [required, open, application('New', applicationRule('all', '3FA'))],
      'unknown',
    ],
    ['a session does not say', [required, session(sessionRule('any', null))], 'unknown'],
    ['a policy’s state is not told', [required, open, { ...guarded, status: null }], 'unknown'],
    [
      'a policy’s state is a word that nobody knows',
      [required, open, { ...guarded, status: 'DRAFT' }],
      'unknown',
    ],
    [
      'e-mail alone need be set up',
      [enrolment('All', { okta_email: 'REQUIRED', okta_verify: 'OPTIONAL' }), open, guarded],
      'unknown',
    ],
    ['nothing need be set up', [enrolment('All', { okta_verify: 'OPTIONAL' }), open, guarded], 'unknown'],
    ['some need not', [required, enrolment('Others', { okta_verify: 'OPTIONAL' }), open, guarded], 'unknown'],
    [
      'what need be set up is of words that nobody knows',
      [enrolment('All', { crystal_ball: 'REQUIRED' }), open, guarded],
      'unknown',
    ],
    ['the setting of enrolment did not come', [{ id: 'All', type: 'MFA_ENROLL' }, open, guarded], 'unknown'],
    ['no policy of enrolment is shown', [open, guarded], 'unknown'],
  ])('%s', async (_, policies, verdict) => {
    expect(await enforcement(...policies)).toBe(verdict);
  });

  test('a policy that is off does not count', async () => {
    expect(await enforcement(required, open, { ...guarded, status: 'INACTIVE' })).toBe('fail');
  });
});

describe('Okta’s users', () => {
  test('factors that count are those that are active, and neither e-mail nor a question', async () => {
    const found = await night({
      users: [
        ana,
        user('none', { factors: {} }),
        user('mail', { factors: { email: 'ACTIVE', question: 'ACTIVE' } }),
        user('pending', { factors: { push: 'PENDING_ACTIVATION' } }),
        user('new', { factors: { 'token:quantum': 'ACTIVE' } }),
        user('odd', { factors: { push: 'RESTING' } }),
      ],
    });
    expect(found.of(enrolled)).toEqual({
      'ana@acme.example': 'pass',
      'none@acme.example': 'fail',
      'mail@acme.example': 'fail',
      'pending@acme.example': 'fail',
      'new@acme.example': 'unknown',
      'odd@acme.example': 'unknown',
    });
  });

  test('who is not here yet and who is gone are in the strata, and nothing is asked of them', async () => {
    const off = { factors: {} };
    const users = [
      ana,
      user('staged', { ...off, status: 'STAGED', lastLogin: null }),
      user('provisioned', { ...off, status: 'PROVISIONED' }),
      user('suspended', { ...off, status: 'SUSPENDED' }),
      user('left', { ...off, status: 'DEPROVISIONED' }),
    ];
    const found = await night({ users });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass' });
    expect(found.documents['okta/members']?.population?.strata).toMatchObject({
      active: 1,
      disabled: 2,
      invited: 2,
    });
    const asked = found.documents['okta/members']?.requests.filter(({ url }) => url.endsWith('/factors'));
    expect(asked).toHaveLength(1);
  });

  test('who is locked out still has an account', async () => {
    const found = await night({ users: [ana, user('ben', { status: 'LOCKED_OUT', factors: {} })] });
    expect(found.of(enrolled)['ben@acme.example']).toBe('fail');
  });

  test('a status that nobody knows, or that was not told, passes nobody', async () => {
    const found = await night({
      users: [ana, user('ben', { status: 'FROZEN' }), user('eve', { status: null })],
    });
    expect(found.of(enrolled)).toMatchObject({
      'ben@acme.example': 'unknown',
      'eve@acme.example': 'unknown',
    });
  });

  test.each<[string, OktaOptions, string]>([
    ['factors', { scopes: ['okta.users.read', 'okta.policies.read'] }, 'members'],
    ['policies', { scopes: ['okta.users.read', 'okta.factors.read'] }, 'policies'],
  ])('who may not see %s is denied', async (_, options, dataset) => {
    const found = await night({}, options);
    expect(found.documents[`okta/${dataset}`]?.problem?.code).toBe('denied');
    expect(found.verdicts[dataset === 'members' ? enrolled : enforced]).toBe('unknown');
  });
});
