import type { Service } from '../../judging/service.ts';
import { mfaEnforced } from './controls/mfa-enforced.ts';
import { mfaEnrolled } from './controls/mfa-enrolled.ts';
import { mfaStrongForAdmins } from './controls/mfa-strong-for-admins.ts';
import { superAdminsFew } from './controls/super-admins-few.ts';
import { unusedAccountsRemoved } from './controls/unused-accounts-removed.ts';
import { googleReview } from './review.ts';

/** It is where people are known from, and so is joined with nobody. */
export const googleWorkspace: Service = {
  provider: 'google-workspace',
  controls: [mfaEnforced, mfaEnrolled, mfaStrongForAdmins, superAdminsFew, unusedAccountsRemoved],
  accounts: [],
  review: googleReview,
};
