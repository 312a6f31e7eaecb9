/** A tenant of Microsoft Entra ID as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface EntraWorld {
  readonly tenant: string;
  readonly users: readonly EntraUser[];
  /** Default: off. */
  readonly securityDefaults?: boolean | null;
  readonly policies: readonly object[];
  /** Ids of all members of each group, other groups among them, by the group's id. Default: there is none. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Users that the directory counts and does not list. */
  readonly passedOver?: number;
}

export interface EntraUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly mail?: string | null;
  readonly proxyAddresses?: readonly string[];
  readonly accountEnabled?: boolean | null;
  readonly userType?: 'Member' | 'Guest';
  readonly externalUserState?: 'PendingAcceptance' | 'Accepted' | null;
  readonly lastSignIn?: string | null;
  /** When somebody last tried to sign in, where that was not when they last did. */
  readonly lastAttempt?: string;
  /** What the report says; null where the user is not in it. */
  readonly registration: EntraRegistration | null;
}

export interface EntraRegistration {
  readonly isMfaRegistered?: boolean | null;
  readonly isMfaCapable?: boolean | null;
  readonly isAdmin?: boolean;
  readonly methodsRegistered?: readonly string[];
}

/** A policy of conditional access that asks everybody for multifactor authentication everywhere, changed as is said. */
export function conditionalAccess(id: string, changes: PolicyChanges = {}): object {
  const { users, applications, conditions, grantControls, ...own } = changes;
  return {
    id,
    displayName: id,
    createdDateTime: '2025-01-10T09:00:00Z',
    modifiedDateTime: null,
    state: 'enabled',
    conditions: {
      userRiskLevels: [],
      signInRiskLevels: [],
      clientAppTypes: ['all'],
      platforms: null,
      locations: null,
      applications: {
        includeApplications: ['All'],
        excludeApplications: [],
        includeUserActions: [],
        ...applications,
      },
      users: {
        includeUsers: ['All'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        ...users,
      },
      ...conditions,
    },
    grantControls:
      grantControls === null
        ? null
        : {
            operator: 'OR',
            builtInControls: ['mfa'],
            customAuthenticationFactors: [],
            termsOfUse: [],
            authenticationStrength: null,
            ...grantControls,
          },
    sessionControls: null,
    ...own,
  };
}

export interface PolicyChanges {
  readonly state?: string | null;
  readonly users?: object;
  readonly applications?: object;
  readonly conditions?: object;
  readonly grantControls?: object | null;
}
