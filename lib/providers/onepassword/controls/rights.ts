import type { OnePasswordAccess } from '../../../evidence/datasets/onepassword.ts';
import { revealingRights, rightsBySdkBit, wordsOfOp } from '../../../evidence/datasets/onepassword-rights.ts';

const known = new Set([...wordsOfOp, ...rightsBySdkBit.values()]);

/** Whether a line of an access list lets its holder see passwords; a word that we do not know may do so. */
export function revealsPasswords({ permissions }: Pick<OnePasswordAccess, 'permissions'>): boolean | null {
  if (permissions.some((word) => revealingRights.has(word))) return true;
  return permissions.length > 0 && permissions.every((word) => known.has(word)) ? false : null;
}
