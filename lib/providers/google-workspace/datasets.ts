import type { Dataset } from '../../evidence/dataset.ts';
import type {
  GoogleGroup,
  GoogleOrgUnit,
  GooglePolicy,
  GoogleUser,
} from '../../evidence/datasets/google-workspace.ts';

export const users: Dataset<GoogleUser> = {
  name: 'users',
  order: 'email',
  key: (user) => user.primaryEmail.toLowerCase(),
  id: (user) => user.id,
  strata: userStrata,
};

export const orgUnits: Dataset<GoogleOrgUnit> = {
  name: 'org-units',
  order: 'path',
  key: (unit) => unit.orgUnitPath,
  id: (unit) => unit.orgUnitId,
  strata: () => [],
};

export const policies: Dataset<GooglePolicy> = {
  name: 'two-step-policies',
  order: 'name',
  key: (policy) => policy.name,
  strata: (policy) => [policy.setting],
};

export const groups: Dataset<GoogleGroup> = {
  name: 'groups',
  order: 'email',
  key: (group) => group.email.toLowerCase(),
  id: (group) => group.id,
  strata: (group) => (group.members === null ? [] : ['members-read']),
};

/** In the order in which they are collected: groups come last, because policies name them. */
export const datasets: readonly Dataset<never>[] = [orgUnits, policies, users, groups];

/** Everybody is in exactly one of the first four; the rest say more about some. */
function userStrata(user: GoogleUser): readonly string[] {
  const strata: string[] = [stateOf(user)];
  if (user.isAdmin) strata.push('admin');
  if (user.isDelegatedAdmin) strata.push('delegated-admin');
  if (user.isGuestUser) strata.push('guest');
  if (user.signedIn === false) strata.push('never-signed-in');
  return strata;
}

function stateOf(user: GoogleUser): 'active' | 'suspended' | 'archived' | 'state-unknown' {
  if (user.suspended) return 'suspended';
  if (user.archived) return 'archived';
  return user.suspended === false && user.archived === false ? 'active' : 'state-unknown';
}
