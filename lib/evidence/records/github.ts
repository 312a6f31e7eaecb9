/** Records of GitHub. `null` means that the answer did not say, which is never the same as "off". */
export interface GitHubOrganization {
  readonly id: string;
  /** As GitHub spells it; compare without regard to case. */
  readonly login: string;
  /** Whether everybody with access must have two-factor authentication. Shown to owners only. */
  readonly twoFactorRequirementEnabled: boolean | null;
}

/**
 * `disabled` and `insecure` (text message): GitHub's list of such people names the person. `enabled`: both lists came
 * whole, beside a whole list of everybody, and neither names the person.
 */
export type GitHubTwoFactor = 'enabled' | 'disabled' | 'insecure';

/** Somebody who is not a member but has access to a repository. */
export interface GitHubOutsideCollaborator {
  /** Stays when the login changes. */
  readonly id: string;
  /** As GitHub spells it; compare without regard to case. */
  readonly login: string;
  readonly twoFactor: GitHubTwoFactor | null;
  /** `User`, `Bot`, … */
  readonly type: string | null;
}

/** A member of the organization. Who was only invited is none yet. */
export interface GitHubMember extends GitHubOutsideCollaborator {
  /** `admin` is an owner of the organization. */
  readonly role: 'admin' | 'member' | null;
}
