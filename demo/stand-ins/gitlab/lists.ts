import type { GitLabUser, GitLabWorld } from './world.ts';

type List = (
  world: GitLabWorld,
  viewer: string,
  query: Readonly<Record<string, string>>,
) => readonly object[];

/** Who is on each list, and what the viewer is shown of them. */
export const lists = {
  /** All accounts; second factors and more are shown to administrators alone. */
  users: ({ users }, viewer) => users.map((user) => (viewer === 'administrator' ? full(user) : basic(user))),
  /** Members with their membership; whether they have a second factor is shown to owners alone. */
  members: ({ users }, viewer) =>
    users
      .filter(({ membership_state }) => membership_state !== null)
      .map((user) => ({
        ...basic(user),
        access_level: 30,
        membership_state: user.membership_state ?? 'active',
        expires_at: null,
        ...(viewer === 'owner' && factorOf(user)),
      })),
  /** The company's own accounts, with or without a second factor, members or not. What is not known is not enabled. */
  enterprise: ({ users }, _, { two_factor }) =>
    users
      .filter(({ enterprise = true }) => enterprise)
      .filter(({ two_factor_enabled }) =>
        two_factor === undefined ? true : (two_factor_enabled === true) === (two_factor === 'enabled'),
      )
      .map(full),
} satisfies Readonly<Record<string, List>>;

function basic({ id, state = 'active', username }: GitLabUser): object {
  return {
    id,
    username,
    name: username,
    state,
    locked: false,
    web_url: `https://gitlab.example/${username}`,
  };
}

function full(user: GitLabUser): object {
  const { bot = false, last_activity_on = '2026-11-20', username } = user;
  return {
    ...basic(user),
    email: `${username}@acme.example`,
    bot,
    last_sign_in_at: '2026-11-20T08:00:00.000Z',
    last_activity_on,
    created_at: '2024-01-15T10:30:00.000Z',
    ...factorOf(user),
  };
}

function factorOf({ two_factor_enabled }: GitLabUser): object {
  return two_factor_enabled === undefined ? {} : { two_factor_enabled };
}
