import type { Dataset } from '../../evidence/dataset.ts';
import { type AwsAccountSummary, type AwsCredential, awsRootName } from '../../evidence/datasets/aws.ts';

/** Passwords, access keys and MFA of the root user and of every IAM user. */
export const credentialReport: Dataset<AwsCredential> = {
  name: 'credential-report',
  order: 'user',
  key: ({ user }) => user.toLowerCase(),
  strata: ({ passwordEnabled, user }) => {
    if (user === awsRootName) return ['root'];
    return passwordEnabled ? ['user', 'console-user'] : ['user'];
  },
};

/** What IAM says of the account as a whole: one record. */
export const accountSummary: Dataset<AwsAccountSummary> = {
  name: 'account-summary',
  order: 'account',
  key: ({ account }) => account,
  strata: () => ['account'],
};
