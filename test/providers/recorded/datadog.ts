import type { Recording } from './recording.ts';

const user = (id: string, name: string, attributes: object) => ({
  type: 'users',
  id,
  attributes: {
    name,
    handle: `${name}@acme.example`,
    created_at: '2024-01-01T00:00:00.000000+00:00',
    modified_at: '2026-01-01T00:00:00.000000+00:00',
    email: `${name}@acme.example`,
    icon: 'https://secure.gravatar.example/avatar/0',
    title: null,
    verified: true,
    service_account: false,
    disabled: false,
    allowed_login_methods: [],
    mfa_enabled: true,
    last_login_time: '2026-11-20T08:00:00+00:00',
    status: 'Active',
    ...attributes,
  },
  relationships: {
    roles: { data: [{ type: 'roles', id: '3653d3c6-0c75-11ea-ad28-fb5701eabc7d' }] },
    org: { data: { type: 'orgs', id: '4dee724d-00cc-11ea-a77b-570c9d03c6c5' } },
  },
});

/** The answer that Datadog’s description of its API shows. */
export const datadog: Recording = {
  source: 'github.com/DataDog/datadog-api-client-typescript, schema UsersResponse (Apache-2.0)',
  settings: { site: 'datadoghq.com' },
  answers: {
    '/api/v2/users': {
      meta: { page: { total_count: 3, total_filtered_count: 3 } },
      data: [
        user('1', 'ana', {}),
        user('2', 'ben', { mfa_enabled: false, last_login_time: null }),
        user('3', 'eve', { status: 'Pending', verified: false, mfa_enabled: false, last_login_time: null }),
      ],
      included: [
        {
          type: 'roles',
          id: '3653d3c6-0c75-11ea-ad28-fb5701eabc7d',
          attributes: { name: 'Datadog Admin Role', managed: true, user_count: 3 },
        },
      ],
    },
  },
  records: { members: 3 },
};
