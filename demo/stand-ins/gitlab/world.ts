/** A GitLab as plain data: an instance with one group in it. A field that is left out, or null, is so in the answer. */
export interface GitLabWorld {
  readonly group: GitLabSetting & { readonly full_path: string };
  readonly settings: GitLabSetting & Readonly<Record<string, unknown>>;
  readonly users: readonly GitLabUser[];
}

export interface GitLabSetting {
  readonly require_two_factor_authentication?: boolean | null;
  readonly two_factor_grace_period?: number;
}

export interface GitLabUser {
  readonly id: number;
  readonly username: string;
  readonly state?: string;
  readonly bot?: boolean;
  readonly two_factor_enabled?: boolean | null;
  readonly last_activity_on?: string | null;
  /** Of the membership in the group. Default: active; null: not a member. */
  readonly membership_state?: string | null;
  /** Whether the account belongs to the company. Default true. */
  readonly enterprise?: boolean;
}
