import { byCursor, linkTo } from '../paging.ts';
import {
  type Answer,
  type Asked,
  type Company,
  epoch,
  gone,
  type Json,
  ok,
  type Trap,
  type Vendor,
} from '../vendor.ts';

const key = '00madeUpOktaToken0123456789abcdefghijklmnop';
const domain = 'acme.okta.example';
const everyone = { people: { groups: { include: ['00geveryone00000001'] } } };

/**
 * From okta/okta-sdk-golang (cf104e7f): User, UserFactor, AuthenticatorEnrollmentPolicySettings, OktaSignOnPolicyRule,
 * AccessPolicyRule and their actions; limits: developer.okta.com/docs/reference/rl-best-practices.
 */
function user(name: string): Json {
  return {
    id: `00u${name}`,
    status: 'ACTIVE',
    created: '2025-01-15T10:30:00.000Z',
    activated: '2025-01-15T10:31:00.000Z',
    statusChanged: '2025-01-15T10:31:00.000Z',
    lastLogin: '2026-11-20T08:00:00.000Z',
    lastUpdated: '2026-11-01T00:00:00.000Z',
    passwordChanged: '2026-06-01T00:00:00.000Z',
    type: { id: 'oty1' },
    profile: {
      firstName: name,
      lastName: 'Example',
      login: `${name}@acme.example`,
      email: `${name}@acme.example`,
    },
    credentials: { password: {}, provider: { type: 'OKTA', name: 'OKTA' } },
    // Asked for by itself; not part of the user.
    factors: [factor('token:software:totp')],
  };
}

function factor(factorType: string, status = 'ACTIVE'): Json {
  return {
    id: `ufs${factorType.length}`,
    factorType,
    provider: 'OKTA',
    vendorName: 'OKTA',
    status,
    created: '2026-01-01T00:00:00.000Z',
    lastUpdated: '2026-01-01T00:00:00.000Z',
    profile: {},
  };
}

function policy(id: string, type: string, rest: Json): Json {
  const times = { created: '2025-01-15T10:30:00.000Z', lastUpdated: '2025-01-15T10:30:00.000Z' };
  return {
    id,
    status: 'ACTIVE',
    name: id,
    description: id,
    priority: 1,
    system: true,
    type,
    ...times,
    ...rest,
  };
}

function rule(id: string, type: string, rest: Json): Json {
  const times = { created: '2025-01-15T10:30:00.000Z', lastUpdated: '2025-01-15T10:30:00.000Z' };
  return { id, status: 'ACTIVE', name: id, priority: 1, system: false, type, ...times, ...rest };
}

const authenticators = [
  { key: 'okta_password', enroll: { self: 'REQUIRED' } },
  { key: 'okta_verify', enroll: { self: 'REQUIRED' }, constraints: null },
  { key: 'phone_number', enroll: { self: 'NOT_ALLOWED' } },
];
const openSession = {
  signon: {
    access: 'ALLOW',
    requireFactor: false,
    primaryFactor: 'PASSWORD_IDP_ANY_FACTOR',
    rememberDeviceByDefault: false,
    session: { usePersistentCookie: false, maxSessionIdleMinutes: 120, maxSessionLifetimeMinutes: 0 },
  },
};
const twoFactors = {
  appSignOn: {
    access: 'ALLOW',
    verificationMethod: {
      factorMode: '2FA',
      type: 'ASSURANCE',
      reauthenticateIn: 'PT12H',
      constraints: [{ knowledge: { types: ['password'], reauthenticateIn: 'PT12H' } }],
    },
  },
};
const oneFactor = {
  appSignOn: { access: 'ALLOW', verificationMethod: { factorMode: '1FA', type: 'ASSURANCE' } },
};
const anywhere = { network: { connection: 'ANYWHERE' } };

function company(): Company {
  return {
    policies: [
      policy('enrol', 'MFA_ENROLL', {
        conditions: everyone,
        settings: { type: 'AUTHENTICATORS', authenticators },
      }),
      policy('session', 'OKTA_SIGN_ON', { conditions: everyone }),
      policy('apps', 'ACCESS_POLICY', { conditions: null }),
    ],
    rules: {
      enrol: [
        rule('always', 'MFA_ENROLL', {
          system: true,
          conditions: { people: { users: { exclude: [] } }, network: { connection: 'ANYWHERE' } },
          actions: { enroll: { self: 'LOGIN' } },
        }),
      ],
      session: [
        rule('default', 'SIGN_ON', {
          system: true,
          conditions: { ...anywhere, authContext: { authType: 'ANY' } },
          actions: openSession,
        }),
      ],
      apps: [rule('catch-all', 'ACCESS_POLICY', { system: true, conditions: null, actions: twoFactors })],
    },
    people: [user('ana'), user('ben'), user('eve')],
  };
}

function answer(asked: Asked, { people, policies, rules }: Company): Answer | null {
  const [, , version, kind, id, part] = asked.path.split('/');
  if (version !== 'v1') return null;
  if (kind === 'users' && id === undefined) return users(asked, people);
  if (kind === 'users' && part === 'factors') return ok(people.find((one) => one.id === id)?.factors ?? []);
  if (kind === 'policies' && id === undefined)
    return listed(
      asked,
      (policies as Json[]).filter(({ type }) => type === asked.query.get('type')),
    );
  if (kind === 'policies' && part === 'rules') return ok((rules as Record<string, Json[]>)[id ?? ''] ?? []);
  return null;
}

/** Without a filter, a search or a question: all but those who were deprovisioned. */
function users(asked: Asked, people: readonly Json[]): Answer {
  const wanted = /status\s+eq\s+"DEPROVISIONED"/.test(
    asked.query.get('filter') ?? asked.query.get('search') ?? '',
  );
  const found = people.filter(({ status }) => (status === 'DEPROVISIONED') === wanted);
  return listed(
    asked,
    found.map(({ factors: _, ...shown }) => shown),
  );
}

function listed(asked: Asked, items: readonly Json[]): Answer {
  const { page, next } = byCursor(asked, items, asked.query.get('after'));
  const self = `<${asked.origin}${asked.path}?${asked.query}>; rel="self"`;
  const links = next === null ? self : `${self}, <${linkTo(asked, 'after', next)}>; rel="next"`;
  return ok(page, { link: links });
}

function refused(status: number, errorCode: string, errorSummary: string): Answer {
  return {
    status,
    body: { errorCode, errorSummary, errorLink: errorCode, errorId: 'oae-made-up', errorCauses: [] },
  };
}

const unenforced = (change: Json, verdict: 'fail' | 'unknown' = 'unknown'): Trap => ({
  change,
  gives: { 'mfa-enforced': verdict },
});
const factors = (verdict: 'pass' | 'fail' | 'unknown', ...all: readonly Json[]): Trap => ({
  change: { 'people.1.factors': all },
  gives: { 'mfa-enrolled': verdict },
});
const none = { 'people.1.factors': [] };

export const okta: Vendor = {
  provider: 'okta',
  keys: { domain },
  credential: key,
  controls: ['mfa-enforced', 'mfa-enrolled'],
  ofPeople: ['mfa-enrolled'],
  company,
  person: (at) => user(`person${at}`),
  without: { factors: [] },
  numbered: null,
  links: 'only',
  admits: (asked) => asked.header('authorization') === `SSWS ${key}`,
  answer,
  refusals: {
    unauthenticated: refused(401, 'E0000011', 'Invalid token provided'),
    denied: refused(403, 'E0000006', 'You do not have permission to perform the requested action'),
    missing: refused(404, 'E0000007', 'Not found: Resource not found'),
    limited: (now, seconds) => ({
      ...refused(429, 'E0000047', 'API call exceeded rate limit due to too many requests.'),
      headers: {
        'x-rate-limit-limit': '600',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': epoch(now, seconds),
      },
    }),
  },
  saysHowLong: true,
  endpoints: {
    enrolment: { path: /\/policies\?.*type=MFA_ENROLL/, bars: ['mfa-enforced'] },
    sessions: { path: /\/policies\?.*type=OKTA_SIGN_ON/, bars: ['mfa-enforced'], sameGrant: true },
    applications: { path: /\/policies\?.*type=ACCESS_POLICY/, bars: ['mfa-enforced'], sameGrant: true },
    rules: { path: /\/rules(\?|$)/, bars: ['mfa-enforced'], sameGrant: true },
    users: { path: /\/users(\?|$)/, bars: ['mfa-enrolled'] },
    factors: { path: /\/factors(\?|$)/, bars: ['mfa-enrolled'] },
  },
  tellsTotal: false,
  traps: {
    'applications let in with one factor': unenforced(
      { 'rules.apps.0.actions.appSignOn.verificationMethod.factorMode': '1FA' },
      'fail',
    ),
    'the number of factors is a word that nobody knows': unenforced({
      'rules.apps.0.actions.appSignOn.verificationMethod.factorMode': 'PASSKEY',
    }),
    'the way to verify is of another kind': unenforced({
      'rules.apps.0.actions.appSignOn.verificationMethod': { type: 'AUTH_METHOD_CHAIN', chains: [] },
    }),
    'a rule before it lets a zone in with one factor': unenforced(
      {
        'rules.apps': [
          rule('office', 'ACCESS_POLICY', {
            conditions: { network: { connection: 'ZONE', include: ['nzo1'] } },
            actions: oneFactor,
          }),
          rule('catch-all', 'ACCESS_POLICY', { priority: 99, conditions: null, actions: twoFactors }),
        ],
      },
      'fail',
    ),
    'the policy of applications is off': unenforced({ 'policies.2.status': 'INACTIVE' }, 'fail'),
    'the rule is off': unenforced({ 'rules.apps.0.status': 'INACTIVE' }),
    'the state of the policy is a word that nobody knows': unenforced({ 'policies.2.status': 'REPORTING' }),
    'the policy has no rules': unenforced({ 'rules.apps': [] }),
    'another policy of applications lets in with one': unenforced({
      'policies.3': policy('other', 'ACCESS_POLICY', { system: false, conditions: null }),
      'rules.other': [
        rule('all', 'ACCESS_POLICY', {
          conditions: null,
          actions: oneFactor,
        }),
      ],
    }),
    'somebody is excepted from the rule, and the next lets in with one': unenforced(
      {
        'rules.apps': [
          rule('two', 'ACCESS_POLICY', {
            conditions: { people: { users: { exclude: ['00uben'] } } },
            actions: twoFactors,
          }),
          rule('catch-all', 'ACCESS_POLICY', {
            priority: 99,
            system: true,
            conditions: null,
            actions: oneFactor,
          }),
        ],
      },
      'fail',
    ),
    'a group alone is asked, and the next rule lets in with one': unenforced(
      {
        'rules.apps': [
          rule('two', 'ACCESS_POLICY', {
            conditions: { people: { groups: { include: ['00gstaff'] } } },
            actions: twoFactors,
          }),
          rule('catch-all', 'ACCESS_POLICY', {
            priority: 99,
            system: true,
            conditions: null,
            actions: oneFactor,
          }),
        ],
      },
      'fail',
    ),
    'a condition comes that nobody knows, and the next rule lets in with one': unenforced(
      {
        'rules.apps': [
          rule('two', 'ACCESS_POLICY', {
            conditions: { moonPhase: { include: ['FULL'] } },
            actions: twoFactors,
          }),
          rule('catch-all', 'ACCESS_POLICY', {
            priority: 99,
            system: true,
            conditions: null,
            actions: oneFactor,
          }),
        ],
      },
      'fail',
    ),
    'nothing but a question need be set up': unenforced({
      'policies.0.settings.authenticators': [
        { key: 'security_question', enroll: { self: 'REQUIRED' } },
        { key: 'okta_verify', enroll: { self: 'OPTIONAL' } },
      ],
    }),
    'what need be set up is not shown': unenforced({ 'policies.0.settings': gone }),
    'somebody has none': factors('fail'),
    'somebody has mail and a question': factors('fail', factor('email'), factor('question')),
    'somebody has begun and not ended': factors('fail', factor('push', 'PENDING_ACTIVATION')),
    'a factor is a word that nobody knows': factors('unknown', factor('telepathy')),
    'the state of a factor is a word that nobody knows': factors('unknown', factor('push', 'RESTING')),
    'somebody without one is suspended': { change: { ...none, 'people.1.status': 'SUSPENDED' }, gives: {} },
    'somebody without one is locked out': {
      change: { ...none, 'people.1.status': 'LOCKED_OUT' },
      gives: { 'mfa-enrolled': 'fail' },
    },
    'the password of somebody without one has expired': {
      change: { ...none, 'people.1.status': 'PASSWORD_EXPIRED' },
      gives: { 'mfa-enrolled': 'fail' },
    },
    'somebody without one was never activated': {
      change: {
        ...none,
        'people.1.status': 'STAGED',
        'people.1.activated': null,
        'people.1.lastLogin': null,
      },
      gives: {},
    },
    'somebody without one left': { change: { ...none, 'people.1.status': 'DEPROVISIONED' }, gives: {} },
    'a state is a word that nobody knows': {
      change: { 'people.1.status': 'FROZEN' },
      gives: { 'mfa-enrolled': 'unknown' },
    },
  },
};
