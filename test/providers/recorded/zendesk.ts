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

/** The answers that Zendesk’s published reference describes. */
export const zendesk: Recording = {
  source:
    'developer.zendesk.com/api-reference/ticketing/users/users, the JSON format of a user and of a list',
  settings: { subdomain: 'acme' },
  answers: {
    '/api/v2/users.json?role=admin': page(
      user(1, 'ana', { role: 'admin', two_factor_auth_enabled: true, last_login_at: '2026-11-22T08:00:00Z' }),
    ),
    '/api/v2/users.json?role=agent': page(
      user(2, 'ben', {}),
      user(3, 'eve', { suspended: true, two_factor_auth_enabled: false }),
    ),
  },
  records: { members: 3 },
};
