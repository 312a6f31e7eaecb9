import { createHash } from 'node:crypto';
import { accessReviewed } from './access/reviewed.ts';
import { awsMfaEnrolled } from './aws/mfa-enrolled.ts';
import { rootProtected } from './aws/root-protected.ts';
import { unusedCredentialsRemoved } from './aws/unused-credentials-removed.ts';
import type { Control } from './control.ts';
import { spoofingRejected } from './email/spoofing-rejected.ts';
import { evidenceComplete } from './evidence/complete.ts';
import { githubMfaEnrolled } from './github/mfa-enrolled.ts';
import { githubMfaRequired } from './github/mfa-required.ts';
import { mfaEnforced } from './google-workspace/mfa-enforced.ts';
import { mfaEnrolled } from './google-workspace/mfa-enrolled.ts';
import { mfaStrongForAdmins } from './google-workspace/mfa-strong-for-admins.ts';
import { superAdminsFew } from './google-workspace/super-admins-few.ts';
import { unusedAccountsRemoved } from './google-workspace/unused-accounts-removed.ts';
import { npmMfaRequired } from './npm/mfa-required.ts';
import { npmMoreThanOneOwner } from './npm/more-than-one-owner.ts';
import { accountForEveryEmployee } from './onepassword/account-for-every-employee.ts';
import { onePasswordMfaEnforced } from './onepassword/mfa-enforced.ts';
import { sharedVaultsHaveABackup } from './onepassword/shared-vaults-have-a-backup.ts';
import { sharedVaultsNeedToKnow } from './onepassword/shared-vaults-need-to-know.ts';
import { totpInVault } from './onepassword/totp-in-vault.ts';
import { passwordsUnique } from './passwords/unique.ts';
import { accountsArePersonal } from './people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from './people/leavers-have-no-access.ts';
import { singleSignOn } from './sign-in/single-sign-on.ts';
import { slackMfaEnrolled } from './slack/mfa-enrolled.ts';
import { slackMfaRequired } from './slack/mfa-required.ts';

/** Every control there is, by id. */
export const catalog: readonly Control[] = [
  evidenceComplete,
  mfaEnforced,
  mfaEnrolled,
  mfaStrongForAdmins,
  superAdminsFew,
  unusedAccountsRemoved,
  accountForEveryEmployee,
  onePasswordMfaEnforced,
  sharedVaultsHaveABackup,
  sharedVaultsNeedToKnow,
  totpInVault,
  accountsArePersonal,
  leaversHaveNoAccess,
  accessReviewed,
  passwordsUnique,
  awsMfaEnrolled,
  rootProtected,
  unusedCredentialsRemoved,
  githubMfaEnrolled,
  githubMfaRequired,
  npmMfaRequired,
  npmMoreThanOneOwner,
  slackMfaEnrolled,
  slackMfaRequired,
  singleSignOn,
  spoofingRejected,
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Every control together with a company's own, by id. */
export function controlsWith(own: readonly Control[]): readonly Control[] {
  return [...catalog, ...own].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** SHA-256 over the ids and versions, so that a seal says which controls judged. */
export function catalogSha256(): string {
  const versions = catalog.map(({ id, version }) => `${id}@${version}\n`).join('');
  return createHash('sha256').update(versions).digest('hex');
}
