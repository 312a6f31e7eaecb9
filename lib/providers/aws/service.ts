import { type AwsCredential, awsRootName, credentialReport } from '../../evidence/datasets/aws.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { accountsIn, type Service, type ServiceAccount } from '../../judging/service.ts';
import { awsUsersTotal } from './controls/counted.ts';
import { awsMfaEnrolled } from './controls/mfa-enrolled.ts';
import { rootProtected } from './controls/root-protected.ts';
import { unusedCredentialsRemoved } from './controls/unused-credentials-removed.ts';
import { awsReview } from './review.ts';

export const aws: Service = {
  provider: 'aws',
  controls: [awsMfaEnrolled, rootProtected, unusedCredentialsRemoved],
  accounts: [accountsIn(credentialReport, awsAccount, awsUsersTotal)],
  review: awsReview,
};

/**
 * A user with a password is a person's; one with keys alone is a program's, so far as anybody can tell. Root is nobody's
 * own, and has a control of its own.
 */
function awsAccount({ arn, passwordEnabled, user }: AwsCredential): ServiceAccount {
  const account = normalAddress(user);
  return {
    id: arn,
    account,
    email: account.includes('@') ? account : null,
    active: passwordEnabled,
    human: user === awsRootName ? false : passwordEnabled,
  };
}
