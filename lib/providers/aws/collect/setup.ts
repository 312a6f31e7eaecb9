import { accountSummary, credentialReport } from '../../../evidence/datasets/aws.ts';
import {
  identityCenterAssignments,
  identityCenterGroups,
  identityCenterUsers,
  organizationAccounts,
  organizationFeatures,
} from '../../../evidence/datasets/aws-organization.ts';
import type { ProviderSetup } from '../../provider.ts';

/** What may be asked, per dataset; `sts:GetCallerIdentity` needs no permission. */
export const actions: Readonly<Record<string, readonly string[]>> = {
  [credentialReport.name]: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  [accountSummary.name]: ['iam:GetAccountSummary'],
};

/** The same for an organization: what is asked of whoever manages it, beside what the role is asked in each account. */
export const organizationActions: Readonly<Record<string, readonly string[]>> = {
  ...actions,
  [organizationAccounts.name]: [
    'sts:AssumeRole',
    'organizations:DescribeAccount',
    'organizations:DescribeOrganization',
    'organizations:ListAccounts',
    'organizations:ListAccountsForParent',
    'organizations:ListOrganizationalUnitsForParent',
    'organizations:ListRoots',
  ],
  [organizationFeatures.name]: ['iam:ListOrganizationsFeatures'],
  [identityCenterUsers.name]: ['sso:ListInstances', 'identitystore:ListUsers'],
  [identityCenterGroups.name]: ['identitystore:ListGroups', 'identitystore:ListGroupMemberships'],
  [identityCenterAssignments.name]: [
    'sso:DescribePermissionSet',
    'sso:GetInlinePolicyForPermissionSet',
    'sso:ListAccountAssignments',
    'sso:ListAccountAssignmentsForPrincipal',
    'sso:ListAccountsForProvisionedPermissionSet',
    'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
    'sso:ListManagedPoliciesInPermissionSet',
    'sso:ListPermissionSets',
  ],
};

const all = Object.values(actions).flat();

export const setup: ProviderSetup = {
  example: `  - id: aws
    provider: aws                         # asks as the role or profile that this machine has; no credentials:
    account: "111122223333"               # optional: refuse the answers of any other account
    # region: us-east-1                   # only for AWS's China and GovCloud partitions
`,
  scopes: all,
  steps: [
    `Give the role or user that Exhibit runs as this policy, with Resource "*", because these actions know no narrower one: ${all.join(', ')}.`,
    'On AWS the function’s own role is used. Elsewhere the SDK finds a profile, single sign-on or environment variables, as the AWS command line does; try `aws sts get-caller-identity`.',
    'Where one machine asks several accounts, give each connection credentials: env:NAME, file:PATH or secret:NAME, holding JSON with accessKeyId, secretAccessKey and sessionToken.',
    'GenerateCredentialReport only makes AWS write the report; it changes nothing in the account.',
  ],
};
