import { byCursor, linkTo } from '../paging.ts';
import { type Asked, type Company, gone, type Json, ok, type Vendor } from '../vendor.ts';

const client = { clientId: 'exhibit_made_up', clientSecret: 'made-up-zendesk-secret-0123456789abcdef' };
const token = 'made-up-zendesk-access-token-0123456789';

/** From developer.zendesk.com/api-reference: OAuth tokens, Users, Security settings, pagination, rate limits. */
function user(name: string): Json {
  return {
    id: Number.parseInt(Buffer.from(name).toString('hex').slice(-10), 16),
    url: `https://acme.zendesk.example/api/v2/users/${name}.json`,
    name,
    email: `${name}@acme.example`,
    created_at: '2025-01-15T10:30:00Z',
    updated_at: '2026-01-15T10:30:00Z',
    time_zone: 'Amsterdam',
    role: 'agent',
    verified: true,
    active: true,
    shared: false,
    suspended: false,
    restricted_agent: false,
    custom_role_id: null,
    default_group_id: 1,
    last_login_at: '2026-11-20T10:30:00Z',
    two_factor_auth_enabled: true,
  };
}

function answer(asked: Asked, company: Company) {
  if (asked.path === '/oauth/tokens' && asked.method === 'POST')
    return ok({
      access_token: token,
      token_type: 'bearer',
      scope: 'users:read security:read',
      expires_in: 7_200,
    });
  if (/^\/api\/v2\/security_settings(\.json)?$/.test(asked.path))
    return ok({ security_settings: company.settings });
  if (!/^\/api\/v2\/users(\.json)?$/.test(asked.path)) return null;
  const roles = [...asked.query.getAll('role[]'), ...asked.query.getAll('role')];
  const people = company.people.filter(({ role }) => roles.length === 0 || roles.includes(String(role)));
  if (asked.query.has('page[size]')) {
    const { page, next } = byCursor(asked, people, asked.query.get('page[after]'));
    const links = { next: next && linkTo(asked, 'page[after]', next), prev: null };
    return ok({
      users: page,
      meta: { has_more: next !== null, after_cursor: next, before_cursor: null },
      links,
    });
  }
  const { page, next, total } = byCursor(asked, people, asked.query.get('page'));
  return ok({
    users: page,
    next_page: next && linkTo(asked, 'page', next),
    previous_page: null,
    count: total,
  });
}

function admits(asked: Asked): boolean {
  if (asked.path !== '/oauth/tokens') return asked.header('authorization') === `Bearer ${token}`;
  const { client_id, client_secret, grant_type } = JSON.parse(asked.body);
  return (
    client_id === client.clientId &&
    client_secret === client.clientSecret &&
    grant_type === 'client_credentials'
  );
}

const none = { 'people.1.two_factor_auth_enabled': false };

export const zendesk: Vendor = {
  provider: 'zendesk',
  keys: { subdomain: 'acme' },
  credential: JSON.stringify(client),
  controls: ['mfa-enforced', 'mfa-enrolled'],
  ofPeople: ['mfa-enrolled'],
  company: () => ({
    settings: {
      authentication: {
        agent: { two_factor_enforce: true, password: true, enforce_sso: false },
        end_user: { two_factor_enforce: false },
      },
    },
    people: [
      user('ana'),
      user('ben'),
      { ...user('eve'), role: 'admin' },
      { ...user('customer'), role: 'end-user', two_factor_auth_enabled: null },
    ],
  }),
  person: (at) => user(`person${at}`),
  without: { two_factor_auth_enabled: false },
  numbered: null,
  links: 'only',
  admits,
  answer,
  refusals: {
    unauthenticated: { status: 401, body: { error: "Couldn't authenticate you" } },
    denied: {
      status: 403,
      body: { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
    },
    missing: { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } },
    limited: (_, seconds) => ({
      status: 429,
      headers: {
        'x-rate-limit': '700',
        'x-rate-limit-remaining': '0',
        'ratelimit-reset': String(seconds),
        'retry-after': String(seconds),
      },
      body: 'Number of allowed API requests per minute exceeded',
    }),
  },
  saysHowLong: true,
  endpoints: {
    tokens: { path: /\/oauth\/tokens(\?|$)/, bars: ['mfa-enforced', 'mfa-enrolled'] },
    settings: { path: /\/security_settings/, bars: ['mfa-enforced'] },
    users: { path: /\/users(\.json)?(\?|$)/, bars: ['mfa-enrolled'] },
  },
  tellsTotal: true,
  traps: {
    'it is not required': {
      change: { 'settings.authentication.agent.two_factor_enforce': false },
      gives: { 'mfa-enforced': 'fail' },
    },
    'it is required of customers alone': {
      change: {
        'settings.authentication.agent.two_factor_enforce': false,
        'settings.authentication.end_user.two_factor_enforce': true,
      },
      gives: { 'mfa-enforced': 'fail' },
    },
    'single sign-on is required and a second factor is not': {
      change: {
        'settings.authentication.agent.two_factor_enforce': false,
        'settings.authentication.agent.enforce_sso': true,
      },
      gives: { 'mfa-enforced': 'fail' },
    },
    'whether it is required is not shown': {
      change: { 'settings.authentication.agent.two_factor_enforce': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'an agent has none': { change: none, gives: { 'mfa-enrolled': 'fail' } },
    'of an agent it is null': {
      change: { 'people.1.two_factor_auth_enabled': null },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'whether an agent has one is not shown': {
      change: { 'people.1.two_factor_auth_enabled': gone },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'an agent without one is suspended': { change: { ...none, 'people.1.suspended': true }, gives: {} },
    'an agent without one was deleted': { change: { ...none, 'people.1.active': false }, gives: {} },
    'whether an agent without one is suspended is not shown': {
      change: { ...none, 'people.1.suspended': gone },
      gives: { 'mfa-enrolled': 'fail' },
    },
  },
};
