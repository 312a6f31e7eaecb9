/** A GitHub organization as plain data. */
export interface GitHubWorld {
  readonly organization: {
    readonly id: number;
    readonly login: string;
    readonly twoFactorRequired: boolean;
  };
  readonly people: readonly GitHubPerson[];
  /** Those that the token may read. */
  readonly repositories?: readonly GitHubRepository[];
}

export interface GitHubRepository {
  readonly name: string;
  /** The default branch, and the only one. Default: `main`. */
  readonly branch?: string;
  /** Oldest first. */
  readonly commits: readonly GitHubCommit[];
}

export interface GitHubCommit {
  /** RFC 3339: when it was written. */
  readonly date: string;
  /** When it was committed, where that was later, as by a rebase. */
  readonly committed?: string;
  /** Files of which only the mode was changed. */
  readonly modes?: readonly string[];
  /** Where files were moved, before anything else: from, to. */
  readonly moves?: Readonly<Record<string, string>>;
  /** What was written by path; null: removed. */
  readonly files?: Readonly<Record<string, string | null>>;
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
