import { type AwsCredential, awsRootName, credentialReport } from '../../evidence/datasets/aws.ts';
import { identityCenterUsers } from '../../evidence/datasets/aws-organization.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { accountsIn, type Service, type ServiceAccount } from '../../judging/service.ts';
import { accountName } from './controls/account-name.ts';
import { nameOf } from './controls/center.ts';
import { awsUsersTotal } from './controls/counted.ts';
import { identityCenterAdminsFew } from './controls/identity-center-admins-few.ts';
import { identityCenterMfaEnforced } from './controls/identity-center-mfa-enforced.ts';
import { awsMfaEnrolled } from './controls/mfa-enrolled.ts';
import { rootProtected } from './controls/root-protected.ts';
import { unusedCredentialsRemoved } from './controls/unused-credentials-removed.ts';
import { awsReview } from './review.ts';

export const aws: Service = {
  provider: 'aws',
  controls: [
    awsMfaEnrolled,
    rootProtected,
    unusedCredentialsRemoved,
    identityCenterAdminsFew,
    identityCenterMfaEnforced,
  ],
  accounts: [
    accountsIn(credentialReport, awsAccount, awsUsersTotal),
    accountsIn(identityCenterUsers, (user) => ({
      id: user.id,
      account: nameOf(user),
      email: normalAddress(user.email ?? '') || null,
      active: user.enabled,
      human: true,
    })),
  ],
  review: awsReview,
};

/**
 * A user with a password is a person's; one with keys alone is a program's, so far as anybody can tell. Root is nobody's
 * own, and has a control of its own.
 */
function awsAccount(row: AwsCredential): ServiceAccount {
  const { arn, passwordEnabled, user } = row;
  const name = normalAddress(user);
  return {
    id: arn,
    account: accountName(row),
    email: name.includes('@') ? name : null,
    active: passwordEnabled,
    human: user === awsRootName ? false : passwordEnabled,
  };
}
