import type { AnyDataset } from '../evidence/dataset.ts';
import { manifests } from './manifests.ts';

const known = new Map(
  manifests.flatMap(({ id, datasets }) => datasets.map((one) => [`${id}/${one.name}`, one] as const)),
);

/** What is to be known of a dataset; null for one that this version does not know. */
export function datasetOf(provider: string, dataset: string): AnyDataset | null {
  return known.get(`${provider}/${dataset}`) ?? null;
}
