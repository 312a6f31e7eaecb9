import type { Dataset } from '../../evidence/dataset.ts';
import type { NpmAccount, NpmMember, NpmPackage } from '../../evidence/datasets/npm.ts';

/** Everybody in the organization. */
export const members: Dataset<NpmMember> = {
  name: 'members',
  order: 'name',
  key: (member) => member.name,
  strata: (member) => [member.role ?? 'unknown-role'],
};

/** The organization's packages. */
export const packages: Dataset<NpmPackage> = {
  name: 'packages',
  order: 'name',
  key: (one) => one.name,
  strata: (one) => [one.access ?? 'unknown-access'],
};

/** The account whose token asks, with its tokens: one record. */
export const account: Dataset<NpmAccount> = {
  name: 'account',
  order: 'name',
  key: (one) => one.name ?? '',
  strata: (one) => [one.tokens === null ? 'tokens-not-visible' : 'tokens-visible'],
};

export const datasets: readonly Dataset<never>[] = [members, packages, account];
