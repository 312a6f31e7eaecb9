/** A Cloudflare account as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface CloudflareWorld {
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly type?: 'standard' | 'enterprise';
    readonly settings?: { readonly enforce_twofactor?: boolean | null };
  };
  readonly members: readonly CloudflarePerson[];
}

export interface CloudflarePerson {
  /** Of the membership. */
  readonly id: string;
  readonly email: string;
  readonly status?: 'accepted' | 'pending' | 'rejected' | null;
  /** Missing where nobody has an account under that address yet. */
  readonly user?: {
    readonly id: string;
    readonly two_factor_authentication_enabled?: boolean | null;
  } | null;
  /** Names of roles. */
  readonly roles?: readonly string[];
  /** Names of the groups of permissions that one policy allows; where there are any, roles are left out. */
  readonly permissionGroups?: readonly string[];
}
