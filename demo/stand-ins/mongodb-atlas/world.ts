/** An organization of MongoDB Atlas as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface AtlasWorld {
  readonly org: string;
  readonly settings: { readonly multiFactorAuthRequired?: boolean | null };
  readonly users: readonly AtlasUser[];
  /** How many the list counts beyond those who are on it. Default 0. */
  readonly passedOver?: number;
}

export interface AtlasUser {
  readonly id: string;
  /** Their address. */
  readonly username: string;
  readonly orgMembershipStatus?: string | null;
  readonly lastAuth?: string;
  readonly roles?: { readonly orgRoles: readonly string[] };
}
