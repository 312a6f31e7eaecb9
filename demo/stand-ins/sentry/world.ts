/** A Sentry organization as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface SentryWorld {
  readonly organization: {
    readonly slug: string;
    readonly name: string;
    readonly require2FA?: boolean | null;
  };
  readonly members: readonly SentryMember[];
}

export interface SentryMember {
  /** Of the membership. */
  readonly id: string;
  readonly email: string;
  /** Null where nobody has taken up the invitation. */
  readonly user: SentryUser | null;
  readonly orgRole?: string;
  readonly pending?: boolean;
  readonly expired?: boolean;
  readonly flags?: { readonly 'sso:linked'?: boolean; readonly 'sso:invalid'?: boolean };
}

export interface SentryUser {
  readonly id: string;
  readonly has2fa?: boolean | null;
  readonly isActive?: boolean;
  readonly isSuspended?: boolean | null;
  readonly lastActive?: string | null;
  readonly lastLogin?: string | null;
}
