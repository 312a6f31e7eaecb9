import type { AnyDataset } from '../evidence/dataset.ts';
import { memberCountOf, membersOf, organizationOf } from '../evidence/datasets/declared.ts';
import { manifests } from './manifests.ts';

const known = new Map(
  manifests.flatMap(({ id, datasets }) => datasets.map((one) => [`${id}/${one.name}`, one] as const)),
);
const listed: ReadonlySet<string> = new Set(manifests.map(({ id }) => id));

/**
 * What is to be known of a dataset; null for one that this version does not know. A provider that is not listed is one that
 * a company declared: its datasets have the names and the form of every declared one.
 */
export function datasetOf(provider: string, dataset: string): AnyDataset | null {
  return known.get(`${provider}/${dataset}`) ?? (listed.has(provider) ? null : declared(provider, dataset));
}

function declared(provider: string, dataset: string): AnyDataset | null {
  if (dataset === 'members') return membersOf(provider);
  if (dataset === 'member-count') return memberCountOf(provider);
  return dataset === 'organization' ? organizationOf(provider) : null;
}
