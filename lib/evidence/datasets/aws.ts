import { defineDataset } from '../dataset.ts';

/**
 * One line of AWS's credential report. Columns are AWS's. Flags are null where AWS gave neither true nor false, such as
 * `not_supported`. Times are as AWS wrote them: RFC 3339, or one of its words `N/A`, `no_information` and
 * `not_supported`; null when there was neither.
 */
export interface AwsCredential {
  /** The account's number where several are asked; absent where a connection is one account. */
  readonly account?: string;
  readonly arn: string;
  /** Whether there is a signing certificate, active or not; null where the report has no such column. */
  readonly certificate: boolean | null;
  readonly key1Active: boolean | null;
  readonly key1LastRotated: string | null;
  readonly key1LastUsed: string | null;
  readonly key2Active: boolean | null;
  readonly key2LastRotated: string | null;
  readonly key2LastUsed: string | null;
  readonly mfaActive: boolean | null;
  /** Whether there are more credentials than the report has columns for (`additional_credentials_info`). */
  readonly moreCredentials: boolean | null;
  readonly passwordEnabled: boolean | null;
  readonly passwordLastChanged: string | null;
  readonly passwordLastUsed: string | null;
  /** As AWS spells it; names are unique without regard to case. The root user is `<root_account>`. */
  readonly user: string;
  readonly userCreationTime: string | null;
}

/** The name that the root user has in a credential report. */
export const awsRootName = '<root_account>';

/**
 * What the account summary says of the root user, 1 for yes and 0 for no, and how many users there are. Null when AWS did
 * not say.
 */
export interface AwsAccountSummary {
  /** The account's number, twelve digits; `unknown` when AWS did not say which account answered. */
  readonly account: string;
  readonly accountAccessKeysPresent: number | null;
  readonly accountMFAEnabled: number | null;
  readonly accountPasswordPresent: number | null;
  readonly accountSigningCertificatesPresent: number | null;
  /** Set where the account could not be entered, and the organization's audit of root was asked instead. */
  readonly rootAudit?: true;
  /** How many IAM users there are: counted apart from the credential report, which must list as many. */
  readonly users: number | null;
}

/** Passwords, access keys and MFA of the root user and of every IAM user. */
export const credentialReport = defineDataset<AwsCredential>({
  provider: 'aws',
  name: 'credential-report',
  order: 'user',
  key: ({ account, user }) => (account === undefined ? '' : `${account}/`) + user.toLowerCase(),
  id: null,
  continues: false,
  onlyFor: null,
  strata: ({ passwordEnabled, user }) => {
    if (user === awsRootName) return ['root'];
    return passwordEnabled ? ['user', 'console-user'] : ['user'];
  },
  people: ['user', 'arn'],
  compared: null,
});

/** What IAM says of the account as a whole: one record. */
export const accountSummary = defineDataset<AwsAccountSummary>({
  provider: 'aws',
  name: 'account-summary',
  order: 'account',
  key: ({ account }) => account,
  id: null,
  continues: false,
  onlyFor: null,
  strata: () => ['account'],
  people: [],
  compared: null,
});
