import type { ProviderSetup } from '../../provider.ts';
import { actions, organizationActions } from '../actions.ts';

const all = Object.values(actions).flat();
const managing = Object.entries(organizationActions)
  .filter(([dataset]) => !(dataset in actions))
  .flatMap(([, asked]) => asked)
  .filter((action) => action !== 'sts:AssumeRole');

export const setup: ProviderSetup = {
  example: `  - id: aws
    provider: aws                         # asks as the role or profile that this machine has; no credentials:
    account: "YOUR_ACCOUNT_NUMBER"        # optional: refuse the answers of any other account
    # region: us-east-1                   # only for AWS's China and GovCloud partitions
    # organization:                       # instead of account: all accounts of an organization
    #   role: exhibit-reader              # the role of docs/aws-organization, deployed to every account
    #   externalId: acme-7291             # what the role's trust asks for
    #   management: "111122223333"        # the account that manages the organization, asked by the same role
    #   identityCenter: eu-central-1      # its home region, or none
    #   accounts:
    #     exclude:                        # left out, and counted as such
    #       - { id: "444455556666", reason: Being sold, approvedBy: cto@acme.example, expires: 2027-01-31 }
`,
  scopes: all,
  steps: [
    `Give the role or user that Exhibit runs as this policy, with Resource "*", because these actions know no narrower one: ${all.join(', ')}.`,
    'On AWS the function’s own role is used. Elsewhere the SDK finds a profile, single sign-on or environment variables, as the AWS command line does; try `aws sts get-caller-identity`.',
    'Where one machine asks several accounts, give each connection credentials: env:NAME, file:PATH or secret:NAME, holding JSON with accessKeyId, secretAccessKey and sessionToken.',
    `For all accounts of an organization: deploy docs/aws-organization/role-in-every-account.yaml as a service-managed StackSet, and docs/aws-organization/role-in-management.yaml as a stack in the managing account, which a StackSet leaves out. The latter may also: ${managing.join(', ')}. What Exhibit runs as needs sts:AssumeRole on these roles, and nothing else.`,
    'GenerateCredentialReport only makes AWS write the report; it changes nothing in the account.',
  ],
};
