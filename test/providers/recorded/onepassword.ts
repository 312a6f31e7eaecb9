import type { Recording } from './recording.ts';

const account = 'M4E2SWNZAZFTRGQGDNS2E5A4MU';
const wendy = { uuid: 'K6VFYDCJKHGGDI7QFAXX65LCDY', name: 'Wendy Acme', email: 'wendy@acme.example' };
const jeff = { uuid: '4HCGRGYCTRQFBMGVEGTABYDU2V', name: 'Jeff Acme', email: 'jeff@acme.example' };
const location = {
  country: 'CA',
  region: 'Ontario',
  city: 'Toronto',
  latitude: 43.5991,
  longitude: -79.4988,
};

const audit = {
  uuid: '56YE2TYN2VFYRLNSHKPW5NVT5E',
  timestamp: '2023-03-15T16:33:50-03:00',
  actor_uuid: jeff.uuid,
  actor_details: jeff,
  actor_type: 'user',
  actor_account_uuid: account,
  account_uuid: account,
  action: 'join',
  object_type: 'gm',
  object_uuid: 'pf8soyakgngrphytsyjed4ae3u',
  aux_id: 9277034,
  aux_uuid: wendy.uuid,
  aux_details: wendy,
  aux_info: 'A',
  session: {
    uuid: 'A5K6COGVRVEJXJW3XQZGS7VAMM',
    login_time: '2023-03-15T16:33:50-03:00',
    device_uuid: 'lc5fqgbrcm4plajd8mwncv2b3u',
    ip: '192.0.2.254',
  },
  location,
};

const signIn = {
  uuid: '56YE2TYN2VFYRLNSHKPW5NVT5F',
  session_uuid: 'A5K6COGVRVEJXJW3XQZGS7VAMM',
  timestamp: '2023-03-15T16:32:50-03:00',
  category: 'firewall_failed',
  type: 'continent_blocked',
  country: 'FR',
  details: { value: 'Europe' },
  target_user: { ...jeff, user_type: 'user', user_account_uuid: account },
  client: {
    app_name: '1Password Browser Extension',
    app_version: '20127',
    platform_name: 'Chrome',
    platform_version: 'string',
    os_name: 'MacOSX',
    os_version: '10.15.6',
    ip_address: '192.0.2.254',
  },
  location,
  account_uuid: account,
};

const { location: _, session: __, aux_details: ___, ...bare } = audit;

const cursor = 'aGVsbG8hIGlzIGl0IG1lIHlvdSBhcmUgbG9va2luZyBmb3IK';

/** What `op` prints of vaults, users and groups (`--format json`), put together as the export is. */
const exported = {
  startedAt: '2023-03-15T19:59:00Z',
  permission: 'manage_vault',
  exportedAt: '2023-03-15T20:00:00Z',
  exportedBy: 'jeff@acme.example',
  vaults: [
    {
      id: 'pf8soyakgngrphytsyjed4ae3u',
      name: 'Shared',
      content_version: 40,
      created_at: '2022-03-01T09:00:00Z',
      updated_at: '2023-03-10T10:00:00Z',
      items: 12,
      users: [
        {
          id: jeff.uuid,
          name: jeff.name,
          email: jeff.email,
          type: 'MEMBER',
          state: 'ACTIVE',
          permissions: ['view_items', 'manage_vault'],
        },
      ],
      groups: [
        {
          id: 'groupmarketing0000000000001',
          name: 'Marketing',
          description: '',
          state: 'ACTIVE',
          created_at: '2022-03-01T09:00:00Z',
          permissions: ['view_items'],
          users: [
            {
              id: wendy.uuid,
              name: wendy.name,
              email: wendy.email,
              type: 'MEMBER',
              state: 'ACTIVE',
              role: 'MEMBER',
            },
          ],
        },
      ],
    },
  ],
};

const user = ({ uuid, name, email }: typeof jeff, state: string) => ({
  id: uuid,
  email,
  display_name: name,
  state,
  create_time: '2022-01-15T10:30:00Z',
  path: `accounts/${account}/users/${uuid}`,
});

export const onepassword: Recording = {
  source:
    'developer.1password.com/docs/events-api/reference, the examples of its OpenAPI, and the log samples that Sumo Logic publishes of it ' +
    '(help.sumologic.com); developer.1password.com/docs/users-api; `op`: developer.1password.com/docs/cli/reference.',
  // The vendor's examples of its two APIs name two accounts: here they are one.
  settings: { account, region: 'com', source: 'export', file: 'vaults.json', maxAgeDays: 7 },
  now: '2023-03-16T00:00:00Z',
  answers: {
    '/v1beta1/users/oauth2/token': { access_token: 'recorded', token_type: 'Bearer', expires_in: 900 },
    [`/v1beta1/accounts/${account}/users`]: {
      results: [user(jeff, 'ACTIVE'), user(wendy, 'SUSPENDED')],
      next_page_token: '',
    },
    '/api/v2/auth/introspect': {
      uuid: 'OK41XEGLRTH4YKO5YRTCPNX3IU',
      issued_at: '2026-01-05T03:52:19.000Z',
      features: ['auditevents', 'signinattempts'],
      account_uuid: account,
    },
    '/api/v2/auditevents': {
      cursor,
      has_more: false,
      items: [audit, { ...bare, uuid: '66YE2TYN2VFYRLNSHKPW5NVT5E', action: 'verify', aux_uuid: '' }],
    },
    '/api/v2/signinattempts': { cursor, has_more: false, items: [signIn] },
    'vaults.json': exported,
  },
  records: { users: 2, vaults: 1, 'vault-access': 2, events: 3 },
};
