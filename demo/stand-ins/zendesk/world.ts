/** A Zendesk account as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface ZendeskWorld {
  readonly subdomain: string;
  /** How agents and administrators sign in. */
  readonly agent: {
    readonly two_factor_enforce?: boolean | null;
    readonly enforce_sso?: boolean;
  };
  readonly users: readonly ZendeskUser[];
  /** What the lists claim beyond those who are on them. Default 0. */
  readonly passedOver?: number;
}

export interface ZendeskUser {
  readonly id: number;
  readonly email: string;
  readonly role?: 'admin' | 'agent' | 'end-user';
  readonly active?: boolean | null;
  readonly suspended?: boolean | null;
  readonly two_factor_auth_enabled?: boolean | null;
  readonly last_login_at?: string | null;
}
