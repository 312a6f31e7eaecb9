import { asNumber, bySkip } from '../paging.ts';
import { type Asked, type Company, gone, type Json, ok, type Vendor } from '../vendor.ts';

const key = 'made.atlasv1.up-token-0123456789abcdef0123456789abcdef';
const organization = '/api/v2/organizations/acme';

/**
 * From hashicorp/terraform-docs-common, cloud-docs/api-docs (refusals, pages, thirty requests a second) and
 * hashicorp/go-tfe (0fa6b099): Organization, OrganizationMembership, User, TwoFactor, Pagination, and
 * `X-RateLimit-Reset` in seconds with a fraction.
 */
function member(name: string, status = 'active'): Json {
  return {
    status,
    email: `${name}@acme.example`,
    teams: ['team-0000000000000001'],
    user: {
      username: name,
      'is-service-account': false,
      'avatar-url': null,
      'v2-only': true,
      'two-factor': { enabled: true, verified: true },
    },
  };
}

/** The vendor tells memberships and users apart; a company here holds both in one. */
function membership({ status, email, user, teams }: Json): Json {
  return {
    id: `ou-${email}`,
    type: 'organization-memberships',
    attributes: { status, email },
    relationships: {
      organization: { data: { id: 'acme', type: 'organizations' } },
      teams: { data: (teams as string[]).map((id) => ({ id, type: 'teams' })) },
      user: { data: user === null ? null : { id: `user-${email}`, type: 'users' } },
    },
    links: { self: `/api/v2/organization-memberships/ou-${email}` },
  };
}

function answer(asked: Asked, company: Company) {
  if (asked.path === organization) return ok({ data: company.organization }, type);
  if (asked.path !== `${organization}/organization-memberships`) return null;
  const size = asNumber(asked.query.get('page[size]'), 20, 100);
  const number = asNumber(asked.query.get('page[number]'), 1);
  const { page, next, total } = bySkip(asked, company.people, (number - 1) * size, size);
  const included = asked.query.get('include')?.split(',').includes('user')
    ? page.flatMap(({ user, email }) =>
        user && typeof user === 'object' ? [{ id: `user-${email}`, type: 'users', attributes: user }] : [],
      )
    : [];
  const pagination = {
    'current-page': number,
    'page-size': size,
    'prev-page': number > 1 ? number - 1 : null,
    'next-page': next === null ? null : number + 1,
    'total-pages': Math.max(1, Math.ceil(total / size)),
    'total-count': total,
  };
  return ok({ data: page.map(membership), included, meta: { pagination } }, type);
}

const type = { 'content-type': 'application/vnd.api+json; charset=utf-8' };

function refused(status: number, title: string) {
  return { status, headers: type, body: { errors: [{ status: String(status), title }] } };
}

export const hcpTerraform: Vendor = {
  provider: 'hcp-terraform',
  keys: { organization: 'acme' },
  credential: key,
  controls: ['mfa-enforced', 'mfa-enrolled'],
  ofPeople: ['mfa-enrolled'],
  company: () => ({
    organization: {
      id: 'acme',
      type: 'organizations',
      attributes: {
        'external-id': 'org-0000000000000001',
        name: 'acme',
        email: 'ana@acme.example',
        'created-at': '2025-01-15T10:30:00.000Z',
        'collaborator-auth-policy': 'two_factor_mandatory',
        'two-factor-conformant': true,
        'saml-enabled': false,
      },
    },
    people: [
      member('ana'),
      member('ben'),
      member('eve'),
      { ...member('ivo', 'invited'), user: null, teams: [] },
    ],
  }),
  person: (at) => member(`person${at}`),
  without: { 'user.two-factor.enabled': false, 'user.two-factor.verified': false },
  numbered: 100,
  links: 'none',
  admits: (asked) => asked.header('authorization') === `Bearer ${key}`,
  answer,
  refusals: {
    unauthenticated: refused(401, 'unauthorized'),
    denied: refused(404, 'not found'),
    missing: refused(404, 'not found'),
    limited: (_, seconds) => ({
      status: 429,
      headers: { ...type, 'x-ratelimit-limit': '30', 'x-ratelimit-reset': `${seconds - 0.25}` },
      body: {
        errors: [
          { detail: "You have exceeded the API's rate limit.", status: 429, title: 'Too many requests' },
        ],
      },
    }),
  },
  saysHowLong: true,
  endpoints: {
    organization: { path: /\/acme(\?|$)/, bars: ['mfa-enforced'] },
    memberships: { path: /\/organization-memberships(\?|$)/, bars: ['mfa-enrolled'] },
  },
  tellsTotal: true,
  traps: {
    'a password is enough': {
      change: { 'organization.attributes.collaborator-auth-policy': 'password' },
      gives: { 'mfa-enforced': 'fail' },
    },
    'the policy is not shown': {
      change: { 'organization.attributes.collaborator-auth-policy': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'the policy is a word that nobody knows': {
      change: { 'organization.attributes.collaborator-auth-policy': 'passkey_preferred' },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'somebody has none': {
      change: { 'people.1.user.two-factor': { enabled: false, verified: false } },
      gives: { 'mfa-enrolled': 'fail' },
    },
    'somebody has not proved it': {
      change: { 'people.1.user.two-factor.verified': false },
      gives: { 'mfa-enrolled': 'fail' },
    },
    'whether somebody has one is not shown': {
      change: { 'people.1.user.two-factor': gone },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'a user does not come with the membership': {
      change: { 'people.1.user': {} },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'a member has no user': { change: { 'people.1.user': null }, gives: { 'mfa-enrolled': 'unknown' } },
    'a state is a word that nobody knows': {
      change: { 'people.1.status': 'paused', 'people.1.user.two-factor.enabled': false },
      gives: { 'mfa-enrolled': 'fail' },
    },
    'a service account has none': {
      change: {
        'people.1.user.is-service-account': true,
        'people.1.user.two-factor': { enabled: false, verified: false },
      },
      gives: {},
    },
  },
};
