import { manifests } from './manifests.ts';

/** By what a dataset's records are sorted and told apart; null for one that is not known. */
export function recordKeys(provider: string, dataset: string): ((row: never) => string) | null {
  const known = manifests.find(({ id }) => id === provider)?.datasets;
  return known?.find(({ name }) => name === dataset)?.key ?? null;
}
