/** A JumpCloud organization as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface JumpCloudWorld {
  readonly users: readonly JumpCloudUser[];
  /** Of conditional access. Default: none. */
  readonly policies?: readonly JumpCloudPolicyTraits[];
  /** What `totalCount` says, where it differs from how many there are. */
  readonly counted?: number;
}

export interface JumpCloudUser {
  readonly _id: string;
  readonly email: string;
  readonly activated?: boolean;
  readonly suspended?: boolean;
  readonly state?: string;
  readonly totp_enabled?: boolean | null;
  readonly enable_user_portal_multifactor?: boolean | null;
  readonly mfa?: object | null;
  readonly mfaEnrollment?: object | null;
}

/** What differs from a policy that lets whoever is in a group into the User Portal with a second factor. */
export interface JumpCloudPolicyTraits {
  readonly id: string;
  readonly name?: string;
  readonly type?: string;
  readonly disabled?: boolean | null;
  readonly monitorOnly?: boolean;
  readonly effect?: object | null;
  readonly targets?: object | null;
}
