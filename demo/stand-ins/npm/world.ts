/** An npm organization as plain data, and the account whose token asks. */
export interface NpmWorld {
  /** The organization's name, without @. */
  readonly org: string;
  /** User names and roles. */
  readonly members: Readonly<Record<string, 'owner' | 'admin' | 'developer'>>;
  /** Package names and what the organization may do with each. */
  readonly packages: Readonly<Record<string, 'read' | 'write'>>;
  readonly account: NpmAccount;
}

export interface NpmAccount {
  readonly name: string;
  readonly tokens: readonly NpmTokenItem[];
}

/** A token in the form in which npm lists it. */
export interface NpmTokenItem {
  /** Its id. */
  readonly key: string;
  readonly name: string;
  readonly readonly: boolean;
  readonly bypass_2fa?: boolean | null;
  /** RFC 3339, as all times. */
  readonly created: string;
  readonly expiry: string | null;
  readonly accessed?: string | null;
  readonly revoked?: string | null;
}
