import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of Zendesk. */
export const metadata: DeclaredWords = {
  controls: {
    enforced:
      'As an administrator, open Admin Center › Account › Security › Advanced and require two-factor authentication of team members.',
    enrolled: {
      version: 2,
      fix: 'Ask the person to set it up under Profile › Security settings, or suspend or downgrade them.',
    },
  },
  untold: [
    'Zendesk asks people who sign in by password for a second factor, and not people who sign in through an identity provider.',
    'Not collected: what a role of the company’s own lets an agent do, and API tokens and OAuth clients.',
  ],
  setup: {
    scopes: ['users:read', 'security:read'],
    steps: [
      'As an administrator, open Admin Center › Apps and integrations › APIs › OAuth clients and add a client of the kind confidential.',
      'Allow it the scopes users:read and security:read alone. It acts as the administrator who made it: best an account that belongs to no person.',
      'Give its identifier and secret as JSON: { "clientId": "…", "clientSecret": "…" }. A token will not do: Zendesk’s end after at most two days.',
    ],
  },
};
