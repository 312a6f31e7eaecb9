import type { Service } from '../service.ts';
import { mfaEnforced } from './mfa-enforced.ts';
import { mfaEnrolled } from './mfa-enrolled.ts';
import { mfaStrongForAdmins } from './mfa-strong-for-admins.ts';
import { superAdminsFew } from './super-admins-few.ts';
import { unusedAccountsRemoved } from './unused-accounts-removed.ts';

/** It is where people are known from, and so is joined with nobody. */
export const googleWorkspace: Service = {
  provider: 'google-workspace',
  controls: [mfaEnforced, mfaEnrolled, mfaStrongForAdmins, superAdminsFew, unusedAccountsRemoved],
  accounts: [],
};
