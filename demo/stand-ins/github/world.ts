/** A GitHub organization as plain data. */
export interface GitHubWorld {
  readonly organization: {
    readonly id: number;
    readonly login: string;
    readonly twoFactorRequired: boolean;
  };
  readonly people: readonly GitHubPerson[];
}

export interface GitHubPerson {
  readonly id: number;
  readonly login: string;
  /** `admin` is an owner; `outside` an outside collaborator; `invited` has not accepted yet, and is on no list. */
  readonly role: 'admin' | 'member' | 'outside' | 'invited';
  readonly twoFactor: 'secure' | 'insecure' | 'off';
  /** Default: `User`. */
  readonly type?: string;
  /** Whether the membership is shown to strangers. Default: no. */
  readonly public?: boolean;
}
