import type { Recording } from './recording.ts';

const page = (users: readonly object[]) => ({
  page_count: 1,
  page_number: 1,
  page_size: 300,
  total_records: users.length,
  next_page_token: '',
  users,
});

/** The answers that Zoom’s published client and reference describe. */
export const zoom: Recording = {
  source: 'github.com/zoom/rivet-javascript, types of accounts and users (MIT)',
  settings: { account: 'AbCdEfGhIjKlMnOpQrStUv' },
  answers: {
    '/oauth/token': {
      access_token: 'recorded',
      token_type: 'bearer',
      expires_in: 3599,
      scope: 'account:read:settings:admin user:read:list_users:admin',
      api_url: 'https://api.zoom.us',
    },
    '/v2/accounts/me/settings': {
      security: {
        sign_again_period_for_inactivity_on_client: 0,
        sign_again_period_for_inactivity_on_web: 0,
        sign_in_with_two_factor_auth: 'group',
        sign_in_with_two_factor_auth_groups: ['group0001'],
        sign_in_with_two_factor_auth_roles: [],
      },
    },
    '/v2/users?status=active': page([
      {
        id: 'KDcuGIm1QgePTO8WbOqwIQ',
        first_name: 'Ana',
        last_name: 'Ruiz',
        display_name: 'Ana Ruiz',
        email: 'ana@acme.example',
        type: 2,
        role_id: '0',
        pmi: 3542471135,
        timezone: 'Europe/Amsterdam',
        verified: 1,
        dept: '',
        created_at: '2019-06-01T07:58:03Z',
        last_login_time: '2026-11-20T08:00:00Z',
        last_client_version: '6.2.0(win)',
        language: 'en-US',
        status: 'active',
      },
    ]),
    '/v2/users?status=inactive': page([]),
    '/v2/users?status=pending': page([
      {
        email: 'eve@acme.example',
        type: 1,
        role_id: '2',
        verified: 0,
        created_at: '2026-11-20T08:00:00Z',
        status: 'pending',
      },
    ]),
  },
  records: { organization: 1, members: 2 },
};
