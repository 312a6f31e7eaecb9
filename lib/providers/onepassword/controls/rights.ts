import type { OnePasswordAccess } from '../../../evidence/datasets/onepassword.ts';
import { isKnownRight, revealingRights } from '../../../evidence/datasets/onepassword-rights.ts';

/** Whether a line of an access list lets its holder see passwords; a word that we do not know may do so. */
export function revealsPasswords({ permissions }: Pick<OnePasswordAccess, 'permissions'>): boolean | null {
  if (permissions.some((right) => revealingRights.has(right))) return true;
  return permissions.length > 0 && permissions.every(isKnownRight) ? false : null;
}

/** Whether a line is that of 1Password's group for recovery. Null where only its name says so, or nothing does. */
export function isRecoveryGroup({ accessorType, groupType, name }: OnePasswordAccess): boolean | null {
  if (accessorType !== 'group') return false;
  if (groupType) return groupType.toUpperCase() === 'RECOVERY';
  return name === null || name.toLowerCase() === 'recovery' ? null : false;
}
