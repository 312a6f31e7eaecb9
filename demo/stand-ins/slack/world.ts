/** A Slack workspace as plain data, in the form in which Slack's Web API gives it. */
export interface SlackWorld {
  readonly team: SlackTeamInfo;
  /** Bots and deactivated accounts among them. */
  readonly members: readonly SlackMember[];
}

export interface SlackTeamInfo {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly email_domain?: string;
  readonly sso_provider?: { readonly type: string; readonly name: string; readonly label: string };
}

/** A field that is left out, or null, is left out or null in the answer. */
export interface SlackMember {
  readonly id: string;
  readonly name: string;
  readonly deleted?: boolean | null;
  readonly is_admin?: boolean | null;
  readonly is_owner?: boolean | null;
  readonly is_primary_owner?: boolean | null;
  readonly is_restricted?: boolean | null;
  readonly is_ultra_restricted?: boolean | null;
  readonly is_bot?: boolean | null;
  readonly is_app_user?: boolean | null;
  /** The invitation is pending. */
  readonly is_invited_user?: boolean | null;
  /** Of another workspace or organization, and in no channel that the app sees. */
  readonly is_stranger?: boolean | null;
  /** Left out: the workspace that is asked. */
  readonly team_id?: string;
  /** In an organization of several workspaces: those that the account is a member of. */
  readonly enterprise_user?: { readonly id: string; readonly teams: readonly string[] };
  /** Given to whom Slack would give it, and to nobody else. */
  readonly has_2fa?: boolean | null;
  readonly two_factor_type?: 'app' | 'sms';
  readonly profile?: { readonly real_name?: string; readonly email?: string };
}
