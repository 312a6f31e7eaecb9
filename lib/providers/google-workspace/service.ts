import { users } from '../../evidence/datasets/google-workspace.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { accountsIn, type Service } from '../../judging/service.ts';
import { accountStatus } from './controls/account-status.ts';
import { mfaEnforced } from './controls/mfa-enforced.ts';
import { mfaEnrolled } from './controls/mfa-enrolled.ts';
import { mfaStrongForAdmins } from './controls/mfa-strong-for-admins.ts';
import { superAdminsFew } from './controls/super-admins-few.ts';
import { unusedAccountsRemoved } from './controls/unused-accounts-removed.ts';
import { googleUsageTotal } from './controls/usage-total.ts';
import { googleReview } from './review.ts';

/** Where it is a people source, its accounts are the people; another Workspace beside it is a service like any. */
export const googleWorkspace: Service = {
  provider: 'google-workspace',
  controls: [mfaEnforced, mfaEnrolled, mfaStrongForAdmins, superAdminsFew, unusedAccountsRemoved],
  accounts: [
    accountsIn(
      users,
      (user) => {
        const address = normalAddress(user.primaryEmail);
        const status = accountStatus(user);
        const active = status === 'unclear' ? null : status === 'active';
        return { id: user.id, account: address, email: address, active, human: true };
      },
      googleUsageTotal,
    ),
  ],
  review: googleReview,
};
