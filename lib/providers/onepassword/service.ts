import { users } from '../../evidence/datasets/onepassword.ts';
import { isActiveState, isServiceAddress } from '../../evidence/datasets/onepassword-states.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { accountsIn, type Service } from '../../judging/service.ts';
import { accountForEveryEmployee } from './controls/account-for-every-employee.ts';
import { derivedMembershipAgrees } from './controls/derived-membership-agrees.ts';
import { onePasswordMfaEnforced } from './controls/mfa-enforced.ts';
import { sharedVaultsHaveABackup } from './controls/shared-vaults-have-a-backup.ts';
import { sharedVaultsNeedToKnow } from './controls/shared-vaults-need-to-know.ts';
import { totpInVault } from './controls/totp-in-vault.ts';
import { onepasswordReview } from './review.ts';

export const onepassword: Service = {
  provider: 'onepassword',
  controls: [
    accountForEveryEmployee,
    derivedMembershipAgrees,
    onePasswordMfaEnforced,
    sharedVaultsHaveABackup,
    sharedVaultsNeedToKnow,
    totpInVault,
  ],
  accounts: [
    accountsIn(users, ({ email, id, state }) => ({
      id,
      account: normalAddress(email) || id,
      email: normalAddress(email) || null,
      active: isActiveState(state),
      human: !isServiceAddress(email),
    })),
  ],
  review: onepasswordReview,
};
