import { asNumber, bySkip, linkTo } from '../paging.ts';
import { type Asked, basic, type Company, gone, type Json, ok, type Vendor } from '../vendor.ts';

const client = {
  clientId: 'mdb_sa_id_0123456789abcdef01234567',
  clientSecret: 'mdb_sa_sk_made_up_secret_0123456789',
};
const token = 'made-up-atlas-access-token-0123456789';
const organization = '5f0000000000000000000009';
const base = `/api/atlas/v2/orgs/${organization}`;

/**
 * From mongodb/atlas-sdk-go: OrganizationSettings, OrgUserResponse, PaginatedOrgUser, whose total is an estimate; limits and
 * their headers: mongodb.com/docs/atlas/api/api-rate-limit.
 */
function user(name: string): Json {
  return {
    id: `5f${Buffer.from(name.padStart(11, '0')).toString('hex')}`,
    username: `${name}@acme.example`,
    orgMembershipStatus: 'ACTIVE',
    firstName: name,
    lastName: 'Example',
    country: 'NL',
    createdAt: '2025-01-15T10:30:00Z',
    lastAuth: '2026-11-22T08:00:00Z',
    mobileNumber: '',
    roles: { orgRoles: ['ORG_MEMBER'], groupRoleAssignments: [] },
    teamIds: [],
  };
}

const invited: Json = {
  id: '5f0000000000000000000099',
  username: 'ivo@acme.example',
  orgMembershipStatus: 'PENDING',
  invitationCreatedAt: '2026-11-20T10:30:00Z',
  invitationExpiresAt: '2026-12-20T10:30:00Z',
  inviterUsername: 'ana@acme.example',
  roles: { orgRoles: ['ORG_MEMBER'], groupRoleAssignments: [] },
  teamIds: [],
};

function answer(asked: Asked, company: Company) {
  if (asked.path === '/api/oauth/token' && asked.method === 'POST')
    return ok({ access_token: token, expires_in: 3600, token_type: 'Bearer' });
  const version = /^application\/vnd\.atlas\.(\d{4}-\d\d-\d\d)\+json/.exec(asked.header('accept'))?.[1];
  if (!version) return refused(406, 'INVALID_VERSION_DATE', 'Not Acceptable');
  if (asked.path === `${base}/settings`) return ok(company.settings);
  if (asked.path !== `${base}/users`) return null;
  const size = asNumber(asked.query.get('itemsPerPage'), 100, 500);
  const number = asNumber(asked.query.get('pageNum'), 1);
  const { page, next, total } = bySkip(asked, company.people, (number - 1) * size, size);
  const links = [{ rel: 'self', href: linkTo(asked, 'pageNum', String(number)) }];
  if (next !== null) links.push({ rel: 'next', href: linkTo(asked, 'pageNum', String(number + 1)) });
  const counted = asked.query.get('includeCount') === 'false' ? {} : { totalCount: total };
  return ok({ links, results: page, ...counted });
}

function refused(error: number, errorCode: string, reason: string) {
  return { status: error, body: { detail: reason, error, errorCode, parameters: [], reason } };
}

function admits(asked: Asked): boolean {
  const own = basic(client.clientId, client.clientSecret);
  return asked.header('authorization') === (asked.path === '/api/oauth/token' ? own : `Bearer ${token}`);
}

export const mongodbAtlas: Vendor = {
  provider: 'mongodb-atlas',
  keys: { org: organization },
  credential: JSON.stringify(client),
  controls: ['mfa-enforced'],
  ofPeople: [],
  company: () => ({
    settings: {
      apiAccessListRequired: true,
      genAIFeaturesEnabled: false,
      maxServiceAccountSecretValidityInHours: 8760,
      multiFactorAuthRequired: true,
      restrictEmployeeAccess: false,
      securityContact: 'ana@acme.example',
      streamsCrossGroupEnabled: false,
    },
    people: [user('ana'), user('ben'), invited],
  }),
  person: (at) => user(`person${at}`),
  without: {},
  numbered: 500,
  links: 'none',
  admits,
  answer,
  refusals: {
    unauthenticated: refused(401, 'UNAUTHORIZED', 'Unauthorized'),
    denied: refused(403, 'USER_UNAUTHORIZED', 'Forbidden'),
    missing: refused(404, 'RESOURCE_NOT_FOUND', 'Not Found'),
    limited: (_, seconds) => ({
      ...refused(429, 'RATE_LIMITED_TOKEN_BUCKET', 'Too Many Requests'),
      headers: { 'ratelimit-limit': '10', 'ratelimit-remaining': '0', 'retry-after': String(seconds) },
    }),
  },
  saysHowLong: true,
  endpoints: {
    tokens: { path: /\/oauth\/token(\?|$)/, bars: ['mfa-enforced'] },
    settings: { path: /\/settings(\?|$)/, bars: ['mfa-enforced'] },
    users: { path: /\/users(\?|$)/, bars: [] },
  },
  tellsTotal: true,
  traps: {
    'it is not required': {
      change: { 'settings.multiFactorAuthRequired': false },
      gives: { 'mfa-enforced': 'fail' },
    },
    'whether it is required is not shown': {
      change: { 'settings.multiFactorAuthRequired': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'whether it is required is null': {
      change: { 'settings.multiFactorAuthRequired': null },
      gives: { 'mfa-enforced': 'unknown' },
    },
  },
};
