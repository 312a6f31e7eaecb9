import { byCursor, linkTo } from '../paging.ts';
import { type Asked, type Company, epoch, gone, type Json, ok, type Vendor } from '../vendor.ts';

const key = 'sntrys_made_up_token_of_an_integration';
const organization = '/api/0/organizations/acme/';
const members = `${organization}members/`;

/** From getsentry/sentry-api-schema (a589a26), OrganizationMember and Organization; paging and limits: docs.sentry.io/api. */
function member(name: string, id: number): Json {
  const email = `${name}@acme.example`;
  return {
    id: String(57_377_900_000 + id),
    email,
    name,
    user: {
      id: String(id),
      name,
      username: email,
      email,
      avatarUrl: '',
      isActive: true,
      isSuspended: false,
      hasPasswordAuth: true,
      isManaged: false,
      dateJoined: '2025-07-06T21:13:58.375239Z',
      lastLogin: '2026-11-20T18:25:00.051182Z',
      has2fa: true,
      lastActive: '2026-11-21T21:32:18.836829Z',
      isSuperuser: false,
      isStaff: false,
      experiments: {},
      emails: [{ id: String(id), email, is_verified: true }],
      avatar: { avatarType: 'letter_avatar', avatarUuid: null },
      authenticators: [],
      canReset2fa: true,
    },
    orgRole: 'member',
    pending: false,
    expired: false,
    flags: {
      'idp:provisioned': false,
      'idp:role-restricted': false,
      'sso:linked': false,
      'sso:invalid': false,
      'member-limit:restricted': false,
      'partnership:restricted': false,
    },
    dateCreated: '2025-07-06T21:13:01.120263Z',
    inviteStatus: 'approved',
    inviterName: 'ana@acme.example',
  };
}

const invited = { ...member('ivo', 9), user: null, pending: true };

function answer(asked: Asked, company: Company) {
  if (asked.path === organization) return ok(company.organization);
  if (asked.path !== members) return null;
  const { page, next } = byCursor(asked, company.people, asked.query.get('cursor'));
  const link = (rel: string, there: boolean, cursor: string) =>
    `<${linkTo(asked, 'cursor', cursor)}>; rel="${rel}"; results="${there}"; cursor="${cursor}"`;
  return ok(page, {
    link: [link('previous', false, 'at-0'), link('next', next !== null, next ?? 'at-99')].join(', '),
  });
}

export const sentry: Vendor = {
  provider: 'sentry',
  keys: { org: 'acme' },
  credential: key,
  controls: ['mfa-enforced', 'mfa-enrolled'],
  ofPeople: ['mfa-enrolled'],
  company: () => ({
    organization: {
      id: '4500000000000001',
      slug: 'acme',
      name: 'Acme',
      status: { id: 'active', name: 'active' },
      dateCreated: '2025-07-06T21:13:01.120263Z',
      require2FA: true,
      requireEmailVerification: false,
      hasAuthProvider: false,
    },
    people: [member('ana', 0), member('ben', 1), member('eve', 2), invited],
  }),
  person: (at) => member(`person${at}`, 100 + at),
  without: { 'user.has2fa': false },
  numbered: null,
  links: 'only',
  admits: (asked) => asked.header('authorization') === `Bearer ${key}`,
  answer,
  refusals: {
    unauthenticated: { status: 401, body: { detail: 'Invalid token' } },
    denied: { status: 403, body: { detail: 'You do not have permission to perform this action.' } },
    missing: { status: 404, body: { detail: 'The requested resource does not exist' } },
    limited: (now, seconds) => ({
      status: 429,
      headers: {
        'x-sentry-rate-limit-limit': '40',
        'x-sentry-rate-limit-remaining': '0',
        'x-sentry-rate-limit-reset': epoch(now, seconds),
        'x-sentry-rate-limit-concurrentlimit': '25',
        'x-sentry-rate-limit-concurrentremaining': '24',
      },
      body: { detail: 'You are attempting to use this endpoint too frequently.' },
    }),
  },
  saysHowLong: true,
  endpoints: {
    organization: { path: /\/acme\/(\?|$)/, bars: ['mfa-enforced'] },
    members: { path: /\/members\/(\?|$)/, bars: ['mfa-enrolled'] },
  },
  tellsTotal: false,
  traps: {
    'it is not required': { change: { 'organization.require2FA': false }, gives: { 'mfa-enforced': 'fail' } },
    'whether it is required is not shown': {
      change: { 'organization.require2FA': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'another organization answers': {
      change: { 'organization.slug': 'other', 'organization.id': '45' },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'somebody has none': { change: { 'people.1.user.has2fa': false }, gives: { 'mfa-enrolled': 'fail' } },
    'whether somebody has one is not shown': {
      change: { 'people.1.user.has2fa': gone },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'somebody who was not only invited has no user': {
      change: { 'people.1.user': null },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'an invitation is said not to be one': {
      change: { 'people.3.pending': gone },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'somebody without one was deactivated': {
      change: { 'people.1.user.has2fa': false, 'people.1.user.isActive': false },
      gives: {},
    },
    'somebody without one was suspended': {
      change: { 'people.1.user.has2fa': false, 'people.1.user.isSuspended': true },
      gives: {},
    },
    'whether somebody without one is active is not shown': {
      change: { 'people.1.user.has2fa': false, 'people.1.user.isActive': gone },
      gives: { 'mfa-enrolled': 'fail' },
    },
  },
};
