import { defineDataset } from '../dataset.ts';

/** Records of Slack. `null` means that the answer did not hold the field. */
export interface SlackUser {
  /** Deactivated. */
  readonly deleted: boolean | null;
  /** Shown with the scope users:read.email. */
  readonly email: string | null;
  /** Shown to an admin's or owner's user token only, and for neither bots nor deactivated accounts. */
  readonly has2fa: boolean | null;
  readonly id: string;
  readonly isAdmin: boolean | null;
  /** Somebody who authorized the app that asks: a person, not an app. */
  readonly isAppUser: boolean | null;
  /** True also for Slackbot, of which Slack says false. */
  readonly isBot: boolean | null;
  /** Whether the invitation is still pending. */
  readonly isInvited: boolean | null;
  readonly isOwner: boolean | null;
  /** A guest. */
  readonly isRestricted: boolean | null;
  /**
   * Whether the account belongs to another workspace or organization, and is seen here through a channel that both share.
   * Null where Slack does not say, or says one thing and its opposite: then it counts as one of ours.
   */
  readonly isStranger: boolean | null;
  /** The workspace that the account belongs to. */
  readonly teamId: string | null;
  /** `app` or `sms`. */
  readonly twoFactorType: string | null;
}

/** The workspace. Slack has no field that tells whether it requires two-factor authentication. */
export interface SlackTeam {
  readonly domain: string | null;
  readonly emailDomain: string | null;
  readonly id: string;
  readonly name: string | null;
  /** The identity provider that is set up; says nothing of whether anybody must use it. */
  readonly ssoProvider: SlackSsoProvider | null;
}

export interface SlackSsoProvider {
  readonly label: string | null;
  readonly name: string | null;
  /** Such as `google`. */
  readonly type: string | null;
}

/** Everybody who has or had an account, bots among them. */
export const users = defineDataset<SlackUser>({
  provider: 'slack',
  name: 'users',
  order: 'id',
  key: (user) => user.id,
  id: null,
  continues: false,
  onlyFor: null,
  strata: (user) => [slackStateOf(user), ...rolesOf(user)],
  people: ['id', 'email'],
  compared: null,
});

/** The workspace: one record. */
export const team = defineDataset<SlackTeam>({
  provider: 'slack',
  name: 'team',
  order: 'id',
  key: (one) => one.id,
  id: null,
  continues: false,
  onlyFor: null,
  strata: (one) => (one.ssoProvider === null ? [] : ['sso-provider']),
  people: [],
  compared: null,
});

export type SlackState = 'other-workspace' | 'bot' | 'deactivated' | 'invited' | 'active' | 'state-unknown';

/** Everybody is in exactly one of these. Only the last two may hold people who can sign in here. */
export function slackStateOf({ deleted, isBot, isInvited, isStranger }: SlackUser): SlackState {
  if (isStranger === true) return 'other-workspace';
  if (isBot === true) return 'bot';
  if (deleted === true) return 'deactivated';
  if (isInvited === true) return 'invited';
  return deleted === false && isBot === false ? 'active' : 'state-unknown';
}

function rolesOf({ isAdmin, isOwner, isRestricted }: SlackUser): readonly string[] {
  const roles: string[] = [];
  if (isAdmin === true || isOwner === true) roles.push('admin');
  if (isRestricted === true) roles.push('guest');
  return roles;
}
