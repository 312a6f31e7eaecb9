import type { OnePasswordUser } from '../../evidence/records/onepassword.ts';
import { normalAddress } from '../people/address.ts';
import { accountsIn, type Service } from '../service.ts';
import { accountForEveryEmployee } from './account-for-every-employee.ts';
import { isActiveState, isServiceAddress } from './accounts.ts';
import { onePasswordMfaEnforced } from './mfa-enforced.ts';
import { sharedVaultsHaveABackup } from './shared-vaults-have-a-backup.ts';
import { sharedVaultsNeedToKnow } from './shared-vaults-need-to-know.ts';
import { totpInVault } from './totp-in-vault.ts';

export const onepassword: Service = {
  provider: 'onepassword',
  controls: [
    accountForEveryEmployee,
    onePasswordMfaEnforced,
    sharedVaultsHaveABackup,
    sharedVaultsNeedToKnow,
    totpInVault,
  ],
  accounts: [
    accountsIn<OnePasswordUser>('onepassword', 'users', ({ email, id, state }) => ({
      account: normalAddress(email) || id,
      email: normalAddress(email) || null,
      active: isActiveState(state),
      human: !isServiceAddress(email),
    })),
  ],
};
