import type { Recording } from './recording.ts';

const user = (id: number, name: string, traits: object) => ({
  id,
  url: `https://acme.zendesk.com/api/v2/users/${id}.json`,
  name,
  email: `${name}@acme.example`,
  created_at: '2024-01-15T10:30:00Z',
  updated_at: '2026-11-22T08:00:00Z',
  time_zone: 'Amsterdam',
  iana_time_zone: 'Europe/Amsterdam',
  phone: null,
  shared_phone_number: null,
  photo: null,
  locale_id: 1,
  locale: 'en-US',
  organization_id: null,
  role: 'agent',
  verified: true,
  external_id: null,
  tags: [],
  alias: null,
  active: true,
  shared: false,
  shared_agent: false,
  last_login_at: '2026-11-20T08:00:00Z',
  two_factor_auth_enabled: null,
  signature: null,
  details: null,
  notes: null,
  role_type: null,
  custom_role_id: null,
  moderator: true,
  ticket_restriction: null,
  only_private_comments: false,
  restricted_agent: false,
  suspended: false,
  default_group_id: 360001,
  report_csv: false,
  user_fields: {},
  ...traits,
});

const page = (...users: readonly object[]) => ({
  users,
  next_page: null,
  previous_page: null,
  count: users.length,
});

const role = {
  enforce_sso: false,
  google_login: false,
  office_365_login: false,
  primary_external_auth: null,
  remote_login: false,
  security_policy_id: 350,
  security_policy_name: 'recommended',
  sso_auto_redirect: false,
  // In the reference's table of members, and not in its example.
  two_factor_enforce: true,
  zendesk_login: true,
};

const settings = {
  admins_can_set_user_passwords: false,
  agent_session_timeout: 480,
  assumable: true,
  assumable_account_type: false,
  assumption_duration: 'day',
  assumption_expiration: '2026-12-10T12:12:12Z',
  authentication: {
    agent: {
      ...role,
      office_365_allowed_tids: '',
      office_365_enforce_tid: false,
      password: {
        disallow_local_part_from_email: false,
        failed_attempts_allowed: 10,
        is_available: true,
        max_sequence: null,
        password_complexity: 0,
        password_duration: 0,
        password_history_length: 0,
        password_in_mixed_case: false,
        password_length: 5,
      },
      remote_bypass: 2,
      remote_bypass_name: 'admins',
    },
    end_user: { ...role, facebook_login: false, twitter_login: false, two_factor_enforce: false },
  },
  csp_blocking_enabled: true,
  email_agent_when_sensitive_fields_changed: true,
  end_user_session_timeout: 480,
  ip: { enable_agent_ip_restrictions: false, ip_ranges: '192.0.2.1', ip_restriction_enabled: true },
  maximum_session_duration: 720,
  maximum_session_duration_enabled: true,
  mobile_app_access: true,
  mobile_app_session_timeout: 300,
  two_factor_last_update: '2026-09-08T18:12:19Z',
};

/** The answers that Zendesk’s published reference describes. */
export const zendesk: Recording = {
  source:
    'developer.zendesk.com/api-reference/ticketing: users/users, the JSON format of a user and of a list; ' +
    'account-configuration/security_settings; oauth/grant_type_tokens',
  settings: { subdomain: 'acme' },
  answers: {
    '/oauth/tokens': {
      access_token: 'recorded',
      token_type: 'bearer',
      scope: 'users:read security:read',
      expires_in: 1800,
    },
    '/api/v2/security_settings': { security_settings: settings },
    '/api/v2/users.json?role=admin': page(
      user(1, 'ana', { role: 'admin', two_factor_auth_enabled: true, last_login_at: '2026-11-22T08:00:00Z' }),
    ),
    '/api/v2/users.json?role=agent': page(
      user(2, 'ben', {}),
      user(3, 'eve', { suspended: true, two_factor_auth_enabled: false }),
    ),
  },
  records: { organization: 1, members: 3 },
};
