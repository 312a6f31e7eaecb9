/** A Bitwarden organization as plain data. What is left out, or null, is null in the answer, as Bitwarden has it. */
export interface BitwardenWorld {
  /** The organization's id. */
  readonly organization: string;
  readonly members: readonly BitwardenPerson[];
  readonly groups: readonly BitwardenCircle[];
  /** Without those that are one person's own, which the API leaves out. */
  readonly collections: readonly { readonly id: string; readonly externalId?: string | null }[];
  readonly policies: readonly BitwardenRule[];
  /** In any order. */
  readonly events: readonly BitwardenHappening[];
}

export interface BitwardenPerson {
  /** Of the membership. */
  readonly id: string;
  /** Null where nobody has an account under that address yet. */
  readonly userId?: string | null;
  readonly name?: string | null;
  readonly email: string;
  readonly twoFactorEnabled?: boolean | null;
  /** -1 revoked, 0 invited, 1 accepted, 2 confirmed. */
  readonly status?: number | null;
  /** 0 owner, 1 administrator, 2 user, 4 custom. */
  readonly type?: number | null;
  /** Of a custom role. */
  readonly permissions?: Readonly<Record<string, boolean>> | null;
  readonly externalId?: string | null;
  readonly collections?: readonly BitwardenAssignment[] | null;
}

/** That a collection was assigned. */
export interface BitwardenAssignment {
  /** The collection's. */
  readonly id: string;
  readonly readOnly?: boolean;
  readonly hidePasswords?: boolean;
  readonly manage?: boolean;
}

export interface BitwardenCircle {
  readonly id: string;
  readonly name: string;
  readonly externalId?: string | null;
  readonly collections: readonly BitwardenAssignment[];
  /** Ids of memberships. */
  readonly members: readonly string[];
}

export interface BitwardenRule {
  readonly id: string;
  /** 0 two-step login, 4 single sign-on. */
  readonly type: number;
  readonly enabled?: boolean | null;
}

export interface BitwardenHappening {
  readonly type: number;
  /** RFC 3339. */
  readonly date: string;
  readonly memberId?: string;
  readonly groupId?: string;
  readonly collectionId?: string;
  readonly policyId?: string;
  readonly itemId?: string;
  readonly actingUserId?: string;
}
