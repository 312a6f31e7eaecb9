import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of Zoom. */
export const metadata: DeclaredWords = {
  controls: {
    enforced:
      'As an owner or administrator, open Advanced › Security and turn on Sign in with Two-Factor Authentication for all users in your account.',
    enrolled: null,
  },
  untold: [
    'No API shows who has a second factor.',
    'Not collected: whether people must sign in through an identity provider.',
  ],
  setup: {
    scopes: ['account:read:settings:admin', 'user:read:list_users:admin'],
    steps: [
      'As an administrator, open the Zoom App Marketplace › Develop › Build App and make a Server-to-Server OAuth app.',
      'Add the scopes account:read:settings:admin and user:read:list_users:admin, and no others, and activate the app.',
      'Give its client id and secret as JSON: { "clientId": "…", "clientSecret": "…" }; the account id goes into the connection.',
    ],
  },
};
