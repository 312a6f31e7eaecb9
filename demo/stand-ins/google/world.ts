/** A Google Workspace customer as plain data, in the form in which Google's APIs give it. */
export interface GoogleWorld {
  /** `C` and digits. */
  readonly customerId: string;
  readonly users: readonly DirectoryUser[];
  /** Domains under which everybody of another one has an address as well. */
  readonly domainAliases?: readonly { readonly domain: string; readonly of: string }[];
  /** With the root unit. */
  readonly orgUnits: readonly DirectoryOrgUnit[];
  readonly groups: readonly DirectoryGroup[];
  readonly policies: readonly CloudIdentityPolicy[];
  /** What the token and SAML logs hold. */
  readonly activities?: readonly LoggedActivity[];
}

/** An entry of one of the logs of the Reports API. */
export interface LoggedActivity {
  readonly application: 'token' | 'saml';
  /** Digits, with a minus before them or not: what tells it from others of the same time. */
  readonly id: string;
  /** When it happened, in milliseconds, and after how many it stands in the log. */
  readonly at: number;
  readonly lag?: number;
  /** `authorize`, `revoke`, `login_success`, … */
  readonly name: string;
  readonly who: { readonly id: string; readonly email: string };
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
}

/** A field that is left out, or null, is left out or null in the answer. */
export interface DirectoryUser {
  readonly id: string;
  readonly primaryEmail: string;
  readonly name?: { readonly givenName: string; readonly familyName: string; readonly fullName: string };
  readonly isAdmin?: boolean | null;
  readonly isDelegatedAdmin?: boolean | null;
  /** RFC 3339; 1970 for someone who never signed in. */
  readonly lastLoginTime?: string | null;
  readonly creationTime?: string | null;
  readonly agreedToTerms?: boolean | null;
  readonly suspended?: boolean | null;
  readonly suspensionReason?: string;
  readonly archived?: boolean | null;
  readonly aliases?: readonly string[];
  readonly orgUnitPath?: string | null;
  readonly isMailboxSetup?: boolean | null;
  readonly isEnrolledIn2Sv?: boolean | null;
  readonly isEnforcedIn2Sv?: boolean | null;
  readonly isGuestUser?: boolean | null;
}

export interface DirectoryOrgUnit {
  readonly name: string;
  readonly orgUnitPath: string;
  /** With the prefix `id:`. */
  readonly orgUnitId: string;
  readonly parentOrgUnitPath?: string;
  readonly parentOrgUnitId?: string;
}

export interface DirectoryGroup {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly members: readonly DirectoryMember[];
}

export interface DirectoryMember {
  readonly id: string;
  readonly email: string;
  readonly role: 'OWNER' | 'MANAGER' | 'MEMBER';
  readonly type: 'USER' | 'GROUP' | 'EXTERNAL' | 'CUSTOMER';
  readonly status?: string;
}

export interface CloudIdentityPolicy {
  /** `policies/…` */
  readonly name: string;
  readonly policyQuery: {
    readonly query?: string;
    /** `orgUnits/…` */
    readonly orgUnit?: string;
    /** `groups/…`, or a literal such as `WORKSPACE_ALL_ADMIN_GROUP`. */
    readonly group?: string;
    readonly sortOrder?: number;
  };
  readonly setting: { readonly type: string; readonly value: Readonly<Record<string, unknown>> };
  readonly type: 'ADMIN' | 'SYSTEM';
}
