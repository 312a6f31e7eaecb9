import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of Okta. */
export const metadata: DeclaredWords = {
  controls: {
    enforced: null,
    enrolled:
      'Ask the person to set up a factor other than e-mail and the security question under Settings › Security Methods, or deactivate the user.',
  },
  untold: [
    'Not collected: who is an administrator, and which applications somebody is assigned.',
    'Not collected: whether somebody who comes in through another identity provider has a second factor there.',
  ],
  setup: {
    scopes: ['okta.users.read', 'okta.factors.read', 'okta.policies.read'],
    steps: [
      'In the Okta Admin Console, create an app integration of the kind API Services, with a public key in place of a secret, and without DPoP.',
      'Grant it okta.users.read, okta.factors.read and okta.policies.read, and no others, and assign it the role Read-only Administrator.',
      'Give its client id and private key as JSON: { "clientId": "…", "privateKey": "…", "keyId": "…" }, the key as PEM or as a JSON Web Key. Or, as a read-only administrator, create an API token under Security › API › Tokens, and give that; it ends when it was not used for 30 days.',
    ],
  },
};
