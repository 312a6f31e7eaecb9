import type { PageDataset } from '../page-data.ts';

/** Whether a list came whole on no night: who is missing from it, nobody can tell. */
export function neverWhole({ nights }: Pick<PageDataset, 'nights'>): boolean {
  return !nights.some((night) => night !== 0 && /[CE]/.test(night.c));
}
