import type { Dataset } from '../../evidence/dataset.ts';
import type {
  GitHubMember,
  GitHubOrganization,
  GitHubOutsideCollaborator,
  GitHubPolicyDocument,
} from '../../evidence/datasets/github.ts';

/** The organization itself, as one record. */
export const organization: Dataset<GitHubOrganization> = {
  name: 'organization',
  order: 'login',
  key: ({ login }) => login.toLowerCase(),
  id: ({ id }) => id,
  strata: () => [],
};

export const members: Dataset<GitHubMember> = {
  name: 'members',
  order: 'login',
  key: ({ login }) => login.toLowerCase(),
  id: ({ id }) => id,
  strata: (member) => [member.role ?? 'role-unknown', ...accountStrata(member)],
};

export const outsideCollaborators: Dataset<GitHubOutsideCollaborator> = {
  name: 'outside-collaborators',
  order: 'login',
  key: ({ login }) => login.toLowerCase(),
  id: ({ id }) => id,
  strata: accountStrata,
};

/** Documents of the company's policy, where the configuration lists any. */
export const policyDocuments: Dataset<GitHubPolicyDocument> = {
  name: 'policy-documents',
  order: 'repository, path',
  key: ({ repository, path }) => `${repository}/${path}`,
  onlyFor: 'policies',
  strata: ({ state }) => [state ?? 'not-shown'],
};

/** In the order in which they are collected: what members show of the token counts for outside collaborators too. */
export const datasets: readonly Dataset<never>[] = [
  organization,
  members,
  outsideCollaborators,
  policyDocuments,
];

function accountStrata({ twoFactor, type }: GitHubOutsideCollaborator): readonly string[] {
  return [`two-factor-${twoFactor ?? 'unknown'}`, ...(type === 'Bot' ? ['bot'] : [])];
}
