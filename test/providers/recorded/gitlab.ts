import type { Recording } from './recording.ts';

const user = (id: number, username: string, traits: object) => ({
  id,
  username,
  name: username,
  state: 'active',
  locked: false,
  avatar_url: null,
  web_url: `https://gitlab.acme.example/${username}`,
  created_at: '2024-01-15T10:30:00.000Z',
  bot: false,
  last_sign_in_at: '2026-11-20T08:00:00.000Z',
  confirmed_at: '2024-01-15T10:30:00.000Z',
  last_activity_on: '2026-11-20',
  email: `${username}@acme.example`,
  identities: [],
  two_factor_enabled: true,
  external: false,
  is_admin: false,
  ...traits,
});

/** The answers that GitLab’s reference gives as examples, of an instance. */
export const gitlab: Recording = {
  source: 'docs.gitlab.com: Application settings API, Users API (CC BY-SA 4.0)',
  settings: { group: '', instance: true, server: 'https://gitlab.acme.example' },
  answers: {
    '/api/v4/application/settings': {
      id: 1,
      default_branch_protection: 2,
      require_two_factor_authentication: true,
      two_factor_grace_period: 48,
      signup_enabled: false,
    },
    '/api/v4/users': [
      user(1, 'ana', { is_admin: true }),
      user(2, 'ben', { state: 'blocked', two_factor_enabled: false, last_activity_on: null }),
    ],
  },
  records: { organization: 1, members: 2 },
};
