import * as z from 'zod/mini';
import type { SlackSsoProvider, SlackTeam, SlackUser } from '../../../evidence/datasets/slack.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { boolean as flag, isObject, type Raw, text, type Wrong } from '../../read-fields.ts';

/** Whose token asks. */
export interface TokenOwner {
  readonly id: string | null;
  readonly name: string | null;
  /** Whether the token is an app's bot's. */
  readonly isBot: boolean;
  /** The workspace of the token; null for one of a whole organization. */
  readonly team: string | null;
}

/** Where Slack does not say. */
export const nobody: TokenOwner = { id: null, name: null, isBot: false, team: null };

export interface TeamResponse {
  readonly team: SlackTeam;
  /** Fields of the wrong type, which are null in the record. */
  readonly wrong: readonly string[];
}

/** One page of a list of users: members not looked at yet, and where the next page is. */
export interface UsersPage {
  readonly members: readonly unknown[];
  readonly nextCursor: unknown;
}

const usersPage = z.object({
  members: z.array(z.unknown()),
  response_metadata: z.optional(z.partial(z.object({ next_cursor: z.unknown() }))),
});

export function readUsersPage(response: unknown): UsersPage {
  const { data } = usersPage.safeParse(response);
  if (!data) throw malformed('users.list', 'holds no list of members');
  return { members: data.members, nextCursor: data.response_metadata?.next_cursor };
}

export function readTokenOwner(response: unknown): TokenOwner {
  const raw = isObject(response) ? response : {};
  const wrong: Wrong = [];
  const isBot = typeof raw.bot_id === 'string' && raw.bot_id !== '';
  const own = text(raw, 'team_id', wrong);
  // A token of a whole organization names that: its id begins with E.
  const team = raw.is_enterprise_install === true || own?.startsWith('E') ? null : own;
  return { id: text(raw, 'user_id', wrong), name: text(raw, 'user', wrong), isBot, team };
}

/** The workspace. Throws `malformed` for another one than `expected`, where that is known. */
export function readTeam(response: unknown, expected: string | null): TeamResponse {
  const raw = isObject(response) ? response.team : undefined;
  if (!isObject(raw) || typeof raw.id !== 'string' || raw.id === '')
    throw malformed('team.info', 'names no workspace with an id');
  if (expected !== null && raw.id !== expected)
    throw malformed('team.info', `is about the workspace ${raw.id}, and ${expected} was asked for`);
  const wrong: Wrong = [];
  const team = {
    domain: text(raw, 'domain', wrong),
    emailDomain: text(raw, 'email_domain', wrong) || null,
    id: raw.id,
    name: text(raw, 'name', wrong),
    ssoProvider: ssoProvider(raw, wrong),
  };
  return { team, wrong };
}

function ssoProvider({ sso_provider: raw }: Raw, wrong: Wrong): SlackSsoProvider | null {
  if (raw === undefined || raw === null) return null;
  if (!isObject(raw)) wrong.push('sso_provider');
  const known = isObject(raw) ? raw : {};
  const provider = {
    label: text(known, 'label', wrong),
    name: text(known, 'name', wrong),
    type: text(known, 'type', wrong),
  };
  return Object.values(provider).some((value) => value !== null) ? provider : null;
}

/** Slack’s own assistant, which is in every workspace. Slack says of it that it is no bot. */
const slackbot = 'USLACKBOT';

/**
 * A user; null for what has no id. The names of fields of the wrong type, which are null, are added to `wrong`.
 *
 * @param team the workspace that is asked; null where it is not known
 */
export function readUser(raw: unknown, team: string | null, wrong: Wrong): SlackUser | null {
  if (!isObject(raw) || typeof raw.id !== 'string' || raw.id === '') return null;
  return {
    deleted: flag(raw, 'deleted', wrong),
    email: emailOf(raw, wrong),
    has2fa: flag(raw, 'has_2fa', wrong),
    id: raw.id,
    isAdmin: flag(raw, 'is_admin', wrong),
    isAppUser: flag(raw, 'is_app_user', wrong),
    isBot: raw.id === slackbot ? true : flag(raw, 'is_bot', wrong),
    isInvited: flag(raw, 'is_invited_user', wrong),
    isOwner: flag(raw, 'is_owner', wrong),
    isRestricted: flag(raw, 'is_restricted', wrong),
    isStranger: strangerIn(raw, team, wrong),
    teamId: text(raw, 'team_id', wrong),
    twoFactorType: text(raw, 'two_factor_type', wrong),
  };
}

/**
 * Whether an account is of another workspace. Where several workspaces are one organization, an account belongs to one
 * of them and may be a member of others.
 */
function strangerIn(raw: Raw, team: string | null, wrong: Wrong): boolean | null {
  const said = flag(raw, 'is_stranger', wrong);
  const home = text(raw, 'team_id', []);
  if (team === null || home === null) return said;
  const ours = home === team || teamsOf(raw).includes(team);
  if (said === true) return ours ? null : true;
  return !ours;
}

function teamsOf({ enterprise_user: raw }: Raw): readonly unknown[] {
  return isObject(raw) && Array.isArray(raw.teams) ? raw.teams : [];
}

function emailOf({ profile }: Raw, wrong: Wrong): string | null {
  if (isObject(profile)) return text(profile, 'email', wrong)?.trim() || null;
  if (profile !== undefined && profile !== null) wrong.push('profile');
  return null;
}

function malformed(method: string, what: string): CollectError {
  return new CollectError(
    'malformed',
    `Slack’s answer to ${method} ${what}. Look at the raw answer, and check for a proxy in between.`,
  );
}
