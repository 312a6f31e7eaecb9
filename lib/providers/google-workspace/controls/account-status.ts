import type { GoogleUser } from '../../../evidence/datasets/google-workspace.ts';

/** `unclear`: Google did not say enough to tell whether the account is active. */
export type AccountStatus = 'active' | 'inactive' | 'unclear';

/** Active means neither suspended nor archived. One who never signed in, or is a guest, is active too. */
export function accountStatus(user: Pick<GoogleUser, 'suspended' | 'archived'>): AccountStatus {
  if (user.suspended === true || user.archived === true) return 'inactive';
  return user.suspended === false && user.archived === false ? 'active' : 'unclear';
}
