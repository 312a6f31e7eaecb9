import {
  isKnownRight,
  openingRights,
  rightsBySdkBit,
} from '../../../evidence/datasets/onepassword-rights.ts';

/** What a holder's permissions on a vault come to. */
export interface Rights {
  readonly permissions: readonly string[];
  /** Whether they let the holder read items; null when that cannot be told. */
  readonly canOpen: boolean | null;
}

/** Of the SDK's number. A bit without a name is kept as `bit <value>`; it might grant reading. */
export function rightsOfBits(value: number): Rights {
  const set = Array.from({ length: 31 }, (_, shift) => 2 ** shift).filter((bit) => (value & bit) !== 0);
  const permissions = set.map((bit) => rightsBySdkBit.get(bit) ?? `bit ${bit}`);
  return rightsNamed(permissions);
}

/** Of a list of words. A word we do not know might grant reading, so without a known one it is unknown. */
export function rightsNamed(permissions: readonly string[]): Rights {
  if (permissions.some((right) => openingRights.has(right))) return { permissions, canOpen: true };
  return { permissions, canOpen: permissions.every(isKnownRight) ? false : null };
}
