import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of MongoDB Atlas. */
export const metadata: DeclaredWords = {
  controls: {
    enforced: 'As an owner, open Organization Settings and turn on Require Multi-Factor Authentication.',
    enrolled: null,
  },
  untold: [
    'No API shows who has a second factor; where the organization requires one, nobody gets in without it.',
    'Roles in projects and users of databases are not collected.',
  ],
  setup: {
    scopes: ['Organization Read Only'],
    steps: [
      'As an organization owner, open Access Manager › Applications › Service Accounts and create one with the role Organization Read Only and nothing else.',
      'Where the organization demands an API access list, add the addresses that Exhibit asks from.',
      'Give its id and secret as JSON: { "clientId": "…", "clientSecret": "…" }. The secret ends after the time that you choose: renew it before.',
    ],
  },
};
