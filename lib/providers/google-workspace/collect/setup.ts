import type { ProviderSetup } from '../../provider.ts';
import { auditScopes, delegationPage, scopes, usageScopes } from './access.ts';

export const setup: ProviderSetup = {
  example: `  - id: google
    provider: google-workspace
    credentials: env:GOOGLE_CREDENTIALS   # a service account's key (JSON): env:NAME, file:PATH or secret:NAME
    subject: YOUR_ADMIN@acme.example      # a super admin, as whom the service account asks
    # reports: { grants: true }           # finds services to which people gave access; needs one more scope, see below
    # customer: my_customer               # or a customer's id, such as C01234567
    # serviceAccount: exhibit@acme.iam.example   # only without a key: credentials then hold an
    #                                              external-account configuration (JSON)
`,
  scopes,
  scopesTogether: true,
  steps: [
    'In a Google Cloud project, enable the Admin SDK API and the Cloud Identity API.',
    'Create a service account there. It needs no role in the project. Make a JSON key for it, or see the last step.',
    `As a super admin, open ${delegationPage}, choose Add new, enter the service account's client id (its numeric unique id) and exactly the scopes below, each of which only reads.`,
    'Choose a super admin as subject. Google shows policies to super admins only; the scopes keep the access read-only.',
    `Only where reports: { grants: true } is to find the services that people use: list this scope as well, which only reads: ${auditScopes.join(',')}`,
    `Only where reports: { usage: true } is to hold the list of users against Google's own count of a day: list this scope as well, which only reads: ${usageScopes.join(',')}`,
    'Without a key (on AWS): make a workload identity pool with an AWS provider, grant its principal the role Service Account Token Creator on the service account, enable the IAM Service Account Credentials API, put the downloaded external-account configuration in credentials and the service account in serviceAccount.',
  ],
};
