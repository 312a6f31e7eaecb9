/**
 * Records of Google Workspace. Field names are Google's. `null` means that the answer did not hold the
 * field, which is never the same as `false`.
 */
export interface GoogleUser {
  readonly aliases: readonly string[];
  readonly archived: boolean | null;
  /** RFC 3339. */
  readonly creationTime: string | null;
  readonly id: string;
  /** Super administrator. */
  readonly isAdmin: boolean | null;
  readonly isDelegatedAdmin: boolean | null;
  /** Google's own resolved answer: is this person under 2-step enforcement now. */
  readonly isEnforcedIn2Sv: boolean | null;
  readonly isEnrolledIn2Sv: boolean | null;
  readonly isGuestUser: boolean | null;
  /** RFC 3339; null both for "never signed in" (Google says 1970) and for a field that did not come: see `signedIn`. */
  readonly lastLoginTime: string | null;
  readonly orgUnitPath: string | null;
  /** As Google spells it; compare without regard to case. */
  readonly primaryEmail: string;
  /** `false`: Google says never. `null`: Google did not say. */
  readonly signedIn: boolean | null;
  readonly suspended: boolean | null;
}

export interface GoogleOrgUnit {
  readonly name: string | null;
  /** Without the `id:` prefix, so that it compares with a policy's unit. */
  readonly orgUnitId: string;
  readonly orgUnitPath: string;
  readonly parentOrgUnitId: string | null;
  readonly parentOrgUnitPath: string | null;
}

export interface GoogleGroupMember {
  readonly email: string | null;
  readonly id: string | null;
  /** ACTIVE, SUSPENDED, …; null when not given. */
  readonly status: string | null;
  /** USER, GROUP, CUSTOMER or EXTERNAL. */
  readonly type: string;
}

export interface GoogleGroup {
  readonly email: string;
  readonly id: string;
  /** Null: members were not asked for, because neither a policy nor a vault needs them. */
  readonly members: readonly GoogleGroupMember[] | null;
  readonly name: string | null;
}

/** One policy of the Cloud Identity Policy API, for one of the 2-step verification settings. */
export interface GooglePolicy {
  /** Group id without `groups/`, or a literal such as `WORKSPACE_ALL_ADMIN_GROUP`. */
  readonly group: string | null;
  readonly name: string;
  /** Organizational unit id without `orgUnits/`. */
  readonly orgUnit: string | null;
  /** The policy's own query, when given. */
  readonly query: string | null;
  /** The setting without its prefix: `enforcement`, `enrollment`, `grace_period`, `enforcement_factor`, … */
  readonly setting: string;
  readonly sortOrder: number | null;
  /** ADMIN or SYSTEM. */
  readonly type: string | null;
  readonly value: Readonly<Record<string, unknown>>;
}
