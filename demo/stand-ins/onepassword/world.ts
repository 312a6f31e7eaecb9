/** A 1Password account as plain data. */
export interface OnePasswordWorld {
  readonly account: OnePasswordAccount;
  readonly users: readonly OnePasswordPerson[];
  readonly groups: readonly OnePasswordGroup[];
  readonly vaults: readonly OnePasswordVault[];
  /** Oldest first. */
  readonly auditEvents: readonly OnePasswordEventItem[];
  /** Oldest first. */
  readonly signInAttempts: readonly OnePasswordEventItem[];
}

export interface OnePasswordAccount {
  readonly id: string;
  readonly name: string;
}

export interface OnePasswordPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** `ACTIVE`, `SUSPENDED`, … */
  readonly state: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

export interface OnePasswordGroup {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  /** Users' ids. */
  readonly members: readonly string[];
}

/** Someone or some group with access to a vault, and the permissions as the command line prints them. */
export interface OnePasswordGrant {
  readonly id: string;
  readonly permissions: readonly string[];
}

export interface OnePasswordVault {
  readonly id: string;
  readonly name: string;
  readonly items: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly users: readonly OnePasswordGrant[];
  readonly groups: readonly OnePasswordGrant[];
}

/** An event as the Events API gives it. */
export interface OnePasswordEventItem {
  readonly uuid: string;
  /** RFC 3339. */
  readonly timestamp: string;
  readonly [field: string]: unknown;
}
