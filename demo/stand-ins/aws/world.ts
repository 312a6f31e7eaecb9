/** An AWS account as plain data. */
export interface AwsWorld {
  /** Twelve digits. */
  readonly account: string;
  readonly root: AwsRoot;
  readonly users: readonly AwsUser[];
}

export interface AwsRoot {
  /** RFC 3339, as all times here. */
  readonly createdAt: string;
  readonly mfa: boolean;
  readonly keys: readonly AwsKey[];
  readonly lastUsed?: string;
}

export interface AwsUser {
  readonly name: string;
  /** `/` or `/people/`. */
  readonly path?: string;
  readonly createdAt: string;
  /** Left out: the user cannot sign in to the console. */
  readonly password?: { readonly changedAt: string; readonly lastUsed?: string };
  readonly mfa: boolean;
  /** Made after AWS wrote the credential report, which does not list it yet; the account's summary counts it. */
  readonly sinceReport?: boolean;
  /** At most two. */
  readonly keys: readonly AwsKey[];
}

export interface AwsKey {
  readonly active: boolean;
  readonly createdAt: string;
  readonly lastUsed?: string;
}
