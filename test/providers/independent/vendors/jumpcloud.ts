import { asNumber, bySkip } from '../paging.ts';
import { type Asked, type Company, gone, type Json, ok, type Vendor } from '../vendor.ts';

const key = 'made-up-jumpcloud-key-0123456789abcdef';

/** From TheJumpCloud/jcapi-python (35661f1): Systemuserreturn, Mfa, Systemuserslist; MfaEnrollment: docs.jumpcloud.com/api/1.0. */
function user(name: string): Json {
  return {
    _id: `5f00000000000000${Buffer.from(name).toString('hex').slice(-8).padStart(8, '0')}`,
    id: `5f00000000000000${Buffer.from(name).toString('hex').slice(-8).padStart(8, '0')}`,
    account_locked: false,
    activated: true,
    allow_public_key: true,
    attributes: [],
    company: '',
    created: '2025-01-15T10:30:00.000Z',
    displayname: name,
    email: `${name}@acme.example`,
    enable_managed_uid: false,
    enable_user_portal_multifactor: true,
    externally_managed: false,
    firstname: name,
    lastname: 'Example',
    ldap_binding_user: false,
    mfa: { configured: true, exclusion: false },
    mfaEnrollment: {
      overallStatus: 'ENROLLED',
      totpStatus: 'ENROLLED',
      webAuthnStatus: 'NOT_ENROLLED',
      pushStatus: 'NOT_ENROLLED',
    },
    organization: '5e0000000000000000000001',
    password_expired: false,
    password_never_expires: false,
    passwordless_sudo: false,
    samba_service_user: false,
    state: 'ACTIVATED',
    sudo: false,
    suspended: false,
    totp_enabled: true,
    unix_guid: 5001,
    unix_uid: 5001,
    username: name,
  };
}

/** From TheJumpCloud/jcapi-powershell, SwaggerSpecs/JumpCloud.SDK.V2.json: AuthnPolicy, AuthnPolicyEffect, AuthnPolicyTargets. */
function policy(name: string): Json {
  return {
    id: `60000000000000000000${Buffer.from(name).toString('hex').slice(-4).padStart(4, '0')}`,
    name,
    description: '',
    type: 'user_portal',
    disabled: false,
    monitorOnly: false,
    conditions: { deviceManaged: true },
    effect: {
      action: 'allow',
      obligations: { mfa: { required: true }, userVerification: { requirement: 'none' } },
    },
    targets: { resources: [{ type: 'user_portal' }], users: { inclusions: ['ALL'] } },
  };
}

function answer(asked: Asked, company: Company) {
  const policies = company.policies as readonly Json[];
  const from = asNumber(asked.query.get('skip'), 0);
  const most = asNumber(asked.query.get('limit'), 10, 100);
  if (asked.path === '/api/v2/authn/policies')
    return ok(bySkip(asked, policies, from, most).page, { 'x-total-count': String(policies.length) });
  if (asked.path !== '/api/systemusers') return null;
  const skip = asNumber(asked.query.get('skip'), 0);
  const { page, total } = bySkip(asked, company.people, skip, asNumber(asked.query.get('limit'), 10, 100));
  return ok({ results: page, totalCount: total });
}

const off = {
  'people.1.totp_enabled': false,
  'people.1.mfa': { configured: false, exclusion: false },
  'people.1.mfaEnrollment': {
    overallStatus: 'NOT_ENROLLED',
    totpStatus: 'NOT_ENROLLED',
    webAuthnStatus: 'NOT_ENROLLED',
    pushStatus: 'NOT_ENROLLED',
  },
};

export const jumpcloud: Vendor = {
  provider: 'jumpcloud',
  keys: {},
  credential: key,
  controls: ['mfa-enforced', 'mfa-enrolled'],
  ofPeople: ['mfa-enforced', 'mfa-enrolled'],
  company: () => ({ people: [user('ana'), user('ben'), user('eve')], policies: [policy('office')] }),
  person: (at) => user(`p${1_000 + at}`),
  without: {
    totp_enabled: false,
    'mfa.configured': false,
    'mfaEnrollment.overallStatus': 'NOT_ENROLLED',
    'mfaEnrollment.totpStatus': 'NOT_ENROLLED',
  },
  numbered: 100,
  links: 'none',
  admits: (asked) => asked.header('x-api-key') === key,
  answer,
  refusals: {
    unauthenticated: { status: 401, body: { message: 'Unauthorized' } },
    denied: { status: 403, body: { message: 'Forbidden' } },
    missing: { status: 404, body: { message: 'Not Found' } },
    limited: () => ({ status: 429, body: { message: 'Too Many Requests' } }),
  },
  saysHowLong: false,
  endpoints: {
    users: { path: /\/systemusers(\?|$)/, bars: ['mfa-enforced', 'mfa-enrolled'] },
    policies: { path: /\/authn\/policies(\?|$)/, bars: ['mfa-enforced'], mayBeNowhere: true },
  },
  tellsTotal: true,
  traps: {
    'a policy lets people in from managed devices without one': {
      change: { 'policies.0.effect.obligations.mfa.required': false },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'a policy does not say what it obliges to': {
      change: { 'policies.0.effect.obligations': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'a policy that lets people in without one is off': {
      change: { 'policies.0.effect.obligations.mfa.required': false, 'policies.0.disabled': true },
      gives: {},
    },
    'a policy keeps people out': { change: { 'policies.0.effect': { action: 'deny' } }, gives: {} },
    'somebody need not': {
      change: { 'people.1.enable_user_portal_multifactor': false },
      gives: { 'mfa-enforced': 'fail' },
    },
    'whether somebody must is not shown': {
      change: { 'people.1.enable_user_portal_multifactor': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'somebody is excluded for a while': {
      change: {
        'people.1.mfa': { configured: true, exclusion: true, exclusionUntil: '2027-12-01T00:00:00Z' },
      },
      gives: { 'mfa-enforced': 'fail' },
    },
    'somebody was excluded until a day that is over, and is still said to be': {
      change: {
        'people.1.mfa': { configured: true, exclusion: true, exclusionUntil: '2026-01-01T00:00:00Z' },
      },
      gives: { 'mfa-enforced': 'fail' },
    },
    'whether somebody is excluded is not shown': {
      change: { 'people.1.mfa.exclusion': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'somebody has none': { change: off, gives: { 'mfa-enrolled': 'fail' } },
    'somebody has begun and not ended': {
      change: {
        ...off,
        'people.1.mfaEnrollment': {
          overallStatus: 'PENDING_ACTIVATION',
          totpStatus: 'PENDING_ACTIVATION',
          webAuthnStatus: 'NOT_ENROLLED',
          pushStatus: 'NOT_ENROLLED',
        },
      },
      gives: { 'mfa-enrolled': 'fail' },
    },
    'a state of enrolment is a word that nobody knows': {
      change: { ...off, 'people.1.mfaEnrollment.overallStatus': 'RESTING' },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'nothing tells whether somebody has one': {
      change: { 'people.1.totp_enabled': gone, 'people.1.mfa': gone, 'people.1.mfaEnrollment': gone },
      gives: { 'mfa-enforced': 'unknown', 'mfa-enrolled': 'unknown' },
    },
    'somebody without one is suspended': {
      change: { ...off, 'people.1.suspended': true, 'people.1.state': 'SUSPENDED' },
      gives: {},
    },
    'somebody without one is not active yet': {
      change: { ...off, 'people.1.activated': false, 'people.1.state': 'STAGED' },
      gives: {},
    },
    'a state is a word that nobody knows': {
      change: { ...off, 'people.1.state': 'FROZEN' },
      gives: { 'mfa-enforced': 'unknown', 'mfa-enrolled': 'unknown' },
    },
  },
};
