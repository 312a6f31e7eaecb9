import { answerPage, pageToken, readPageToken } from '../serve/pages.ts';
import type { Ask } from '../serve/stand-in.ts';
import type { SlackMember, SlackWorld } from './world.ts';

/** Whose token it is: an admin's, another member's, or the app's bot's. */
export type TokenKind = 'admin' | 'member' | 'bot';

/** A question whose token was accepted. */
export interface Question {
  readonly world: SlackWorld;
  readonly kind: TokenKind;
  readonly scopes: readonly string[];
  /** The arguments, wherever they stood: query, form or JSON. */
  readonly parameters: ReadonlyMap<string, string>;
}

export interface Method {
  readonly scope: string | null;
  /** Calls allowed in a minute. */
  readonly perMinute: number;
  readonly answer: (ask: Ask, question: Question) => Response;
}

/** Tier 2 is "20 and more", tier 3 "50 and more"; `auth.test` allows hundreds. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': { scope: null, perMinute: 300, answer: authTest },
  'team.info': { scope: 'team:read', perMinute: 50, answer: teamInfo },
  'users.list': { scope: 'users:read', perMinute: 20, answer: listUsers },
};

function authTest(ask: Ask, { world: { team, members }, kind }: Question): Response {
  const asker = askerIn(members, kind);
  return ask.json({
    ok: true,
    url: `https://${team.domain}.example/`,
    team: team.name,
    user: asker?.name ?? 'exhibit',
    team_id: team.id,
    user_id: asker?.id ?? 'U0EXHIBIT',
    ...(kind === 'bot' ? { bot_id: 'B0EXHIBIT' } : {}),
  });
}

function teamInfo(ask: Ask, { world }: Question): Response {
  return ask.json({ ok: true, team: world.team });
}

/** Without a limit Slack tries to give everybody at once. */
function listUsers(ask: Ask, { world, kind, scopes, parameters }: Question): Response {
  const asked = parameters.get('cursor') ?? null;
  const position = readPageToken('users', asked);
  if (!position) return ask.json({ ok: false, error: 'invalid_cursor' });
  const limit = Number(parameters.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit < 0 || limit > 1000)
    return ask.json({ ok: false, error: 'invalid_limit' });
  const size = limit || world.members.length || 1;
  const shown = visibleTo(kind, world.members, scopes);
  return answerPage(ask, {
    ...position,
    items: world.members.map((member) => shown(member, world.team.id)),
    size,
    asked,
    more: position.from + size < world.members.length,
    token: (from, number) => pageToken('users', from, number),
    body: (members, next) => ({ ok: true, members, response_metadata: { next_cursor: next ?? '' } }),
  });
}

/** Two-factor authentication is shown to admins, and to others of themselves; of bots and the deactivated to nobody. */
function visibleTo(kind: TokenKind, members: readonly SlackMember[], scopes: readonly string[]) {
  const asker = askerIn(members, kind);
  return (member: SlackMember, team: string): object => {
    const { has_2fa, two_factor_type, profile: { email, ...profile } = {}, ...rest } = member;
    const seen = !rest.deleted && !rest.is_bot && (kind === 'admin' || rest.id === asker?.id);
    const factors = { has_2fa, two_factor_type };
    const address = scopes.includes('users:read.email') ? { email } : {};
    return { team_id: team, ...rest, ...(seen ? factors : {}), profile: { ...profile, ...address } };
  };
}

function askerIn(members: readonly SlackMember[], kind: TokenKind): SlackMember | undefined {
  const people = members.filter(({ deleted, is_bot }) => !deleted && !is_bot);
  if (kind === 'bot') return undefined;
  return people.find(({ is_admin }) => (is_admin === true) === (kind === 'admin'));
}
