import { accountSummary, credentialReport } from '../../evidence/datasets/aws.ts';
import {
  identityCenterAssignments,
  identityCenterGroups,
  identityCenterUsers,
  organizationAccounts,
  organizationFeatures,
} from '../../evidence/datasets/aws-organization.ts';

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
