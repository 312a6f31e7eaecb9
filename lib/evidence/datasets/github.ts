import { defineDataset } from '../dataset.ts';

/** Records of GitHub. `null` means that the answer did not say, which is never the same as "off". */
export interface GitHubOrganization {
  /**
   * Seats of the plan that are taken: by members, and by others as well, such as outside collaborators of private repositories and
   * pending invitations. Null where GitHub did not say (it says so to owners only); left out in evidence of before it was read.
   */
  readonly filledSeats?: number | null;
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

/** A policy document that the configuration lists, as its repository has it. */
export interface GitHubPolicyDocument {
  /** Whether there is no text beside the front matter; null where it could not be read. */
  readonly blank: boolean | null;
  /** SHA of the text; null where there is none, or it was not shown. */
  readonly blob: string | null;
  /** As the configuration names it; null for the default branch. */
  readonly branch: string | null;
  /** RFC 3339: when the text was last changed, by its author's date. Moving it, or rebasing the commit, counts for nothing. */
  readonly changedAt: string | null;
  readonly commit: string | null;
  /** Whom the document's front matter names as its owner; null where it names nobody, or could not be read. */
  readonly owner: string | null;
  readonly path: string;
  /** Whether the text could be read: else it may name an owner all the same. */
  readonly readable: boolean;
  /** `owner/name`. */
  readonly repository: string;
  /** In bytes. */
  readonly size: number | null;
  /** `missing` is sure: the same token reads the repository's history. `other` is a folder, a link or a submodule. */
  readonly state: 'file' | 'missing' | 'other' | null;
}

/** What an enterprise says of its licences. */
export interface GitHubLicenses {
  /** Licences that are taken, by members of all its organizations and by others as well; a person takes one. */
  readonly consumed: number;
  /** As its address has it. */
  readonly enterprise: string;
  /** Null where it is not said, or is no number. */
  readonly purchased: number | null;
}

/** Whether a connection's settings name an enterprise. */
function includesEnterprise(settings: unknown): boolean {
  return typeof (settings as { readonly enterprise?: unknown } | null)?.enterprise === 'string';
}

/** The licences of the enterprise, as one record. */
export const consumedLicenses = defineDataset<GitHubLicenses>({
  provider: 'github',
  name: 'consumed-licenses',
  order: 'enterprise',
  key: ({ enterprise }) => enterprise,
  id: null,
  continues: false,
  onlyFor: includesEnterprise,
  strata: () => [],
  people: [],
  compared: null,
});

/** The organization itself, as one record. */
export const organization = defineDataset<GitHubOrganization>({
  provider: 'github',
  name: 'organization',
  order: 'login',
  key: ({ login }) => login.toLowerCase(),
  id: ({ id }) => id,
  continues: false,
  onlyFor: null,
  strata: () => [],
  people: [],
  compared: null,
});

export const members = defineDataset<GitHubMember>({
  provider: 'github',
  name: 'members',
  order: 'login',
  key: ({ login }) => login.toLowerCase(),
  id: ({ id }) => id,
  continues: false,
  onlyFor: null,
  strata: (member) => [member.role ?? 'role-unknown', ...accountStrata(member)],
  people: ['id', 'login'],
  compared: null,
});

export const outsideCollaborators = defineDataset<GitHubOutsideCollaborator>({
  provider: 'github',
  name: 'outside-collaborators',
  order: 'login',
  key: ({ login }) => login.toLowerCase(),
  id: ({ id }) => id,
  continues: false,
  onlyFor: null,
  strata: accountStrata,
  people: ['id', 'login'],
  compared: null,
});

/** Documents of the company's policy, where the configuration lists any. */
export const policyDocuments = defineDataset<GitHubPolicyDocument>({
  provider: 'github',
  name: 'policy-documents',
  order: 'repository, path',
  key: ({ branch, repository, path }) => `${repository}/${path}${branch === null ? '' : `@${branch}`}`,
  id: null,
  continues: false,
  onlyFor: 'policies',
  strata: ({ state }) => [state ?? 'not-shown'],
  people: ['owner'],
  compared: null,
});

function accountStrata({ twoFactor, type }: GitHubOutsideCollaborator): readonly string[] {
  return [`two-factor-${twoFactor ?? 'unknown'}`, ...(type === 'Bot' ? ['bot'] : [])];
}
