/** Records of npm. `null` means that the answer did not hold the field, or held a word that npm does not document. */
export interface NpmMember {
  /** The user name. npm shows no address and no two-factor authentication of members. */
  readonly name: string;
  readonly role: 'admin' | 'developer' | 'owner' | null;
}

export interface NpmPackage {
  /** What the organization may do with it. */
  readonly access: 'read' | 'write' | null;
  readonly name: string;
}

/** The account whose token asks: npm shows tokens to nobody else. */
export interface NpmAccount {
  /** The user name; null when npm does not say. */
  readonly name: string | null;
  /** Null: this token may not list them. */
  readonly tokens: readonly NpmToken[] | null;
}

/** An access token, without the token. Times are RFC 3339. */
export interface NpmToken {
  /** Last use. */
  readonly accessed: string | null;
  /** Whether it publishes without a second factor. */
  readonly bypass2fa: boolean | null;
  readonly created: string | null;
  readonly expiry: string | null;
  /** Its id, by which `npm token revoke` knows it. */
  readonly key: string;
  readonly name: string | null;
  readonly readonly: boolean | null;
  /** When it was revoked; null for one that is in force. */
  readonly revoked: string | null;
}
