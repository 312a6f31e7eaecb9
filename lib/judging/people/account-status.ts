import type { GoogleUser } from '../../evidence/datasets/google-workspace.ts';

/**
 * The status of a person’s account in the people source; null when it did not say enough to tell. Whoever is invited is not there yet:
 * no leaver, and no employee.
 */
export type AccountStatus = 'active' | 'invited' | 'suspended' | 'archived' | null;

/** Active is neither suspended nor archived; someone who never signed in is active. */
export function accountStatus(user: Pick<GoogleUser, 'archived' | 'suspended'>): AccountStatus {
  if (user.suspended === true) return 'suspended';
  if (user.archived === true) return 'archived';
  return user.suspended === false && user.archived === false ? 'active' : null;
}
