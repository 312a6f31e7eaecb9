import type { DeclaredWords } from '../../declared/declaration.ts';

/** What people are told of Microsoft Entra ID. */
export const metadata: DeclaredWords = {
  controls: {
    enforced: null,
    enrolled:
      'Ask the person to register at https://mysignins.microsoft.com/security-info, or block the account’s sign-in.',
  },
  untold: [
    'Not collected: which administrator’s role somebody has, only that there is one.',
    'Rights in Azure, Microsoft 365 and applications are not collected, nor are service principals.',
  ],
  setup: {
    scopes: ['User.Read.All', 'AuditLog.Read.All', 'Policy.Read.All', 'GroupMember.Read.All'],
    steps: [
      'In the Microsoft Entra admin center, open App registrations and register an app for this tenant alone.',
      'Under API permissions, add Microsoft Graph › Application permissions User.Read.All, AuditLog.Read.All, Policy.Read.All and, where policies of conditional access name groups, GroupMember.Read.All, and no others, and grant admin consent.',
      'Under Certificates & secrets, make a client secret, and give it as JSON: { "clientId": "…", "clientSecret": "…" }. It ends after the time that you choose: renew it before.',
    ],
  },
};
