import { asNumber, byCursor } from '../paging.ts';
import { type Asked, basic, type Company, gone, type Json, ok, type Vendor } from '../vendor.ts';

const client = { clientId: 'made_up_zoom_client_id', clientSecret: 'made_up_zoom_client_secret_0123456' };
const token = 'made-up-zoom-access-token-0123456789';
const account = 'made_up_zoom_account_01';

/** From Zoom's published description (AccountSettings, option security; Users): developers.zoom.us/docs/api. */
function user(name: string): Json {
  return {
    id: `z8d${name}`,
    first_name: name,
    last_name: 'Example',
    display_name: name,
    email: `${name}@acme.example`,
    type: 2,
    pmi: 1_234_567_890,
    timezone: 'Europe/Amsterdam',
    verified: 1,
    dept: '',
    created_at: '2025-01-15T10:30:00Z',
    last_login_time: '2026-11-20T10:30:00Z',
    last_client_version: '6.2.0',
    language: 'en-US',
    status: 'active',
    role_id: '2',
    role_name: 'Member',
    user_created_at: '2025-01-15T10:30:00Z',
  };
}

function answer(asked: Asked, company: Company) {
  if (
    asked.path === '/oauth/token' &&
    asked.query.get('grant_type') === null &&
    !asked.body.includes('grant_type=')
  )
    return { status: 400, body: { reason: 'Bad Request', error: 'unsupported_grant_type' } };
  if (asked.path === '/oauth/token' && asked.method === 'POST')
    return ok({
      access_token: token,
      token_type: 'bearer',
      expires_in: 3599,
      scope: 'account:read:settings:admin user:read:list_users:admin',
      api_url: 'https://api.zoom.us',
    });
  if (asked.path === '/v2/accounts/me/settings')
    return ok(asked.query.get('option') === 'security' ? company.settings : { in_meeting: {} });
  if (asked.path !== '/v2/users') return null;
  const status = asked.query.get('status') ?? 'active';
  const people = company.people.filter((one) => (one.status ?? 'active') === status);
  const size = asNumber(asked.query.get('page_size'), 30, 300);
  const { page, next, total } = byCursor(asked, people, asked.query.get('next_page_token') || null);
  return ok({
    page_count: Math.ceil(total / size),
    page_size: size,
    total_records: total,
    next_page_token: next ?? '',
    users: page,
  });
}

function admits(asked: Asked): boolean {
  const own = basic(client.clientId, client.clientSecret);
  return asked.header('authorization') === (asked.path === '/oauth/token' ? own : `Bearer ${token}`);
}

export const zoom: Vendor = {
  provider: 'zoom',
  keys: { account },
  credential: JSON.stringify(client),
  controls: ['mfa-enforced'],
  ofPeople: [],
  company: () => ({
    settings: {
      security: {
        admin_change_name_pic: true,
        hide_billing_info: false,
        import_photos_from_devices: false,
        sign_again_period_for_inactivity_on_client: 0,
        sign_again_period_for_inactivity_on_web: 0,
        sign_in_with_two_factor_auth: 'all',
        sign_in_with_two_factor_auth_groups: [],
        sign_in_with_two_factor_auth_roles: [],
      },
    },
    people: [user('ana'), user('ben'), { ...user('ivo'), id: undefined, status: 'pending' }],
  }),
  person: (at) => user(`person${at}`),
  without: {},
  numbered: null,
  links: 'none',
  admits,
  answer,
  refusals: {
    unauthenticated: { status: 401, body: { code: 124, message: 'Invalid access token.' } },
    denied: {
      status: 400,
      body: {
        code: 4711,
        message: 'Invalid access token, does not contain scopes:[account:read:settings:admin].',
      },
    },
    missing: { status: 404, body: { code: 2001, message: 'Account does not exist.' } },
    limited: (now, seconds) => ({
      status: 429,
      headers: {
        'x-ratelimit-category': 'Heavy',
        'x-ratelimit-type': 'Daily-limit',
        'x-ratelimit-limit': '60000',
        'x-ratelimit-remaining': '0',
        'retry-after': new Date(now.getTime() + seconds * 1000).toISOString().replace(/\.\d+/, ''),
      },
      body: { code: 429, message: 'You have reached the maximum daily rate limit for this API.' },
    }),
  },
  saysHowLong: true,
  endpoints: {
    tokens: { path: /\/oauth\/token(\?|$)/, bars: ['mfa-enforced'] },
    settings: { path: /\/settings(\?|$)/, bars: ['mfa-enforced'] },
    users: { path: /\/users(\?|$)/, bars: [] },
  },
  tellsTotal: true,
  traps: Object.fromEntries([
    ...(['none', 'group', 'role'] as const).map((word) => [
      `it is asked of: ${word}`,
      {
        change: {
          'settings.security.sign_in_with_two_factor_auth': word,
          'settings.security.sign_in_with_two_factor_auth_groups': ['g1'],
        },
        gives: { 'mfa-enforced': 'fail' as const },
      },
    ]),
    [
      'of whom it is asked is a word that nobody knows',
      {
        change: { 'settings.security.sign_in_with_two_factor_auth': 'everyone' },
        gives: { 'mfa-enforced': 'unknown' as const },
      },
    ],
    [
      'of whom it is asked is not shown',
      {
        change: { 'settings.security.sign_in_with_two_factor_auth': gone },
        gives: { 'mfa-enforced': 'unknown' as const },
      },
    ],
    [
      'nothing of security is shown',
      { change: { 'settings.security': gone }, gives: { 'mfa-enforced': 'unknown' as const } },
    ],
  ]),
};
