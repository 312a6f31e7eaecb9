import { asNumber, byCursor, linkTo } from '../paging.ts';
import { type Asked, type Company, gone, type Json, ok, type Vendor } from '../vendor.ts';

const key = 'ATCTT3xFfGN0_made_up_key_of_an_organization';
const organization = '0a1b2c3d-0000-4000-8000-000000000000';
const directory = `/admin/v2/orgs/${organization}/directories/-`;

/** From the description of Atlassian's Organizations API (MultiDirectoryUser and its page), as jira.js 6 has it typed. */
function user(name: string): Json {
  return {
    accountId: `5b10a2844c20165700ede21${name}`,
    accountType: 'atlassian',
    name,
    nickname: name,
    email: `${name}@acme.example`,
    emailVerified: true,
    accountStatus: 'active',
    status: 'active',
    membershipStatus: 'active',
    claimStatus: 'managed',
    addedToOrg: '2025-01-15T10:30:00Z',
    statusInUserbase: true,
    platformRoles: [],
    mfaEnabled: true,
    counts: { resources: 1 },
  };
}

function answer(asked: Asked, company: Company) {
  const total = company.people.length + (asked.twist.totalOff ?? 0);
  if (asked.path === `/admin/v2/orgs/${organization}/directories`)
    return ok({ data: [{ directoryId: 'd1', name: 'Acme' }], links: { self: null, prev: null, next: null } });
  if (asked.path === `${directory}/users/count`) return ok({ count: total });
  if (asked.path === `${directory}/users/stats`)
    return ok({ accountStatus: [{ status: 'active', count: total }], roles: [] });
  if (asked.path === `/admin/v1/orgs/${organization}`)
    return ok({ data: { id: organization, type: 'orgs', attributes: { name: 'Acme' } } });
  const found = asked.path === `${directory}/users/search` && asked.method === 'POST';
  if (!found && asked.path !== `${directory}/users`) return null;
  const wanted = found && asked.body ? JSON.parse(asked.body) : {};
  if (asNumber(asked.query.get('limit'), 100) > 100) return { status: 400, body: invalid };
  const { page, next } = byCursor(asked, company.people, wanted.cursor ?? asked.query.get('cursor'));
  const link = found || next === null ? next : linkTo(asked, 'cursor', next);
  return ok({ data: page, links: { self: null, prev: null, next: link } });
}

const invalid = { code: 400, message: 'Invalid limit' };
const none = { 'people.1.mfaEnabled': false };

export const atlassian: Vendor = {
  provider: 'atlassian',
  keys: { org: organization },
  credential: key,
  controls: ['mfa-enrolled'],
  ofPeople: ['mfa-enrolled'],
  company: () => ({ people: [user('ana'), user('ben'), user('eve')] }),
  person: (at) => user(`person${at}`),
  without: { mfaEnabled: false },
  numbered: null,
  links: 'also',
  admits: (asked) => asked.header('authorization') === `Bearer ${key}`,
  answer,
  refusals: {
    unauthenticated: { status: 401, body: { code: 401, message: 'Unauthorized' } },
    denied: { status: 403, body: { code: 403, message: 'Forbidden' } },
    missing: { status: 404, body: { code: 404, message: 'Not Found' } },
    limited: (now, seconds) => ({
      status: 429,
      headers: {
        'retry-after': String(seconds),
        'x-ratelimit-limit': '100',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': new Date(now.getTime() + seconds * 1000).toISOString(),
      },
      body: { code: 429, message: 'Too Many Requests' },
    }),
  },
  saysHowLong: true,
  endpoints: { users: { path: /\/users(\/search)?(\?|$)/, bars: ['mfa-enrolled'] } },
  tellsTotal: true,
  traps: {
    'somebody has none': { change: none, gives: { 'mfa-enrolled': 'fail' } },
    'whether somebody has one is not shown': {
      change: { 'people.1.mfaEnabled': gone },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'somebody’s account is not managed, and nothing tells': {
      change: { 'people.1.claimStatus': 'unmanaged', 'people.1.mfaEnabled': gone },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'somebody’s account is not managed, and it says so of them all the same': {
      change: { 'people.1.claimStatus': 'unmanaged' },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'somebody without one is suspended in the directory': {
      change: { ...none, 'people.1.membershipStatus': 'suspended', 'people.1.status': 'suspended' },
      gives: {},
    },
    'an account without one was deactivated': {
      change: { ...none, 'people.1.accountStatus': 'inactive' },
      gives: {},
    },
    'an account without one was closed': {
      change: { ...none, 'people.1.accountStatus': 'closed' },
      gives: {},
    },
    'a state is a word that nobody knows': {
      change: { 'people.1.accountStatus': 'resting' },
      gives: { 'mfa-enrolled': 'unknown' },
    },
  },
};
