import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of Atlassian. */
export const metadata: DeclaredWords = {
  controls: {
    enforced: null,
    enrolled:
      'Ask the person to set up two-step verification under Account settings › Security, or suspend them. Claim an account that is not managed, or remove it.',
  },
  untold: [
    'Whether Atlassian requires two-step verification is in an authentication policy, which no API shows.',
    'Atlassian does not say who signs in through an identity provider.',
    'Atlassian does not say whether an account that the company does not manage has two-step verification.',
    'Not collected: which sites and projects an account opens.',
  ],
  setup: {
    scopes: ['read:directories:admin'],
    steps: [
      'As an organization admin, open admin.atlassian.com › Organization settings › API keys and create an API key with scopes.',
      'Choose the scope read:directories:admin and no other, and an end: it lasts a year at most, so renew it before.',
      'The organization’s id is shown beside the key.',
    ],
  },
};
