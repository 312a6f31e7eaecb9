import { openingRights, rightsBySdkBit, wordsOfOp } from '../../../evidence/datasets/onepassword-rights.ts';

/** What a holder's permissions on a vault come to. */
export interface Rights {
  readonly permissions: readonly string[];
  /** Whether they let the holder read items; null when that cannot be told. */
  readonly canOpen: boolean | null;
}

/** Of the SDK's number. A bit without a name is kept as `bit <value>`. */
export function rightsOfBits(value: number): Rights {
  const set = Array.from({ length: 31 }, (_, shift) => 2 ** shift).filter((bit) => (value & bit) !== 0);
  const permissions = set.map((bit) => rightsBySdkBit.get(bit) ?? `bit ${bit}`);
  return { permissions, canOpen: permissions.some((right) => openingRights.has(right)) };
}

/** Whether the number grants recovery of the vault and nothing else. */
export function recoversOnly(value: number): boolean {
  return value === 1;
}

/** Of `op`'s list of words. A word we do not know might grant reading, so without a known one it is unknown. */
export function rightsOfWords(permissions: readonly string[]): Rights {
  if (permissions.some((word) => openingRights.has(word))) return { permissions, canOpen: true };
  return { permissions, canOpen: permissions.every((word) => wordsOfOp.has(word)) ? false : null };
}
