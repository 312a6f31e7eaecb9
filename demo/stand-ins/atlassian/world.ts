/** An Atlassian organization as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface AtlassianWorld {
  readonly org: string;
  readonly users: readonly AtlassianUser[];
  /** What the count says, where it differs from how many there are. */
  readonly counted?: number;
}

export interface AtlassianUser {
  readonly accountId: string;
  readonly email: string;
  readonly accountStatus?: string;
  readonly accountType?: string;
  /** `not_invited`: in no directory. */
  readonly status?: string;
  readonly claimStatus?: string;
  readonly mfaEnabled?: boolean | null;
  readonly platformRoles?: readonly string[];
}
