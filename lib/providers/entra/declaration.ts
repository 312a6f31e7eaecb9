import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { registrationsIn, usersIn } from './people.ts';

const grant =
  'Consent, as an administrator, to User.Read.All and AuditLog.Read.All for the app; reports need a licence of Microsoft Entra ID P1.';

/** Microsoft Entra ID: its users, each with what the report on registration says. Policies are read beside. */
export const entra: ProviderDeclaration = {
  id: 'entra',
  title: 'Microsoft Entra ID',
  settings: {
    tenant: {
      is: 'text',
      form: '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?:[a-z0-9-]+\\.)+[a-z]+',
      words: 'the tenant’s id, as the overview of Microsoft Entra shows it, or one of its domains',
      default: null,
    },
  },
  host: 'https://graph.microsoft.com',
  auth: {
    kind: 'client-credentials',
    address: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
    client: 'body',
    form: { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' },
    what: 'the id and a secret of an app registration',
  },
  accepts: 'application/json, text/plain',
  // Without it, Graph does not count.
  headers: { consistencylevel: 'eventual' },
  tokens: [['a secret of an Entra app', '\\b[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}']],
  limits: {
    perMinute: 30,
    source:
      'Graph allows 5 requests in 10 seconds of each app and tenant for reports of identity and access.',
  },
  organization: null,
  members: {
    lists: [
      {
        path: '/v1.0/users',
        parameters: {
          $select:
            'id,userPrincipalName,mail,proxyAddresses,accountEnabled,userType,externalUserState,signInActivity',
        },
        items: usersIn,
        // With signInActivity, Graph gives no more on a page.
        paging: { kind: 'address', at: ['@odata.nextLink'], size: { parameter: '$top', is: 120 } },
        total: null,
      },
    ],
    beside: {
      path: '/v1.0/reports/authenticationMethods/userRegistrationDetails',
      items: registrationsIn,
      paging: { kind: 'address', at: ['@odata.nextLink'], size: { parameter: '$top', is: 999 } },
      total: null,
      as: 'registration',
    },
    count: { path: '/v1.0/users/$count', at: null },
    directory: {
      aliases: 'aliases',
      guest: { at: 'userType', yes: ['Guest'], no: ['Member'], missing: 'unknown' },
    },
    people: {
      id: 'id',
      account: null,
      email: { at: 'address', missing: 'hidden' },
      login: { at: 'userPrincipalName', missing: 'unknown' },
    },
    // Null of whoever was never invited.
    invited: { at: 'externalUserState', yes: ['PendingAcceptance'], no: ['Accepted'], missing: 'no' },
    disabled: { at: 'accountEnabled', yes: [false], no: [true], missing: 'hidden' },
    service: null,
    mfaEnrolled: {
      all: [
        { at: 'registration.isMfaRegistered', missing: 'hidden' },
        { at: 'registration.isMfaCapable', missing: 'hidden' },
      ],
    },
    mfaEnforced: null,
    singleSignOn: null,
    roles: { at: 'registration.roles', missing: 'unknown', privileged: ['administrator'], ordinary: [] },
    lastActive: {
      at: 'signInActivity.lastSuccessfulSignInDateTime',
      or: ['signInActivity.lastSignInDateTime'],
      as: 'rfc3339',
      missing: 'unknown',
    },
    grant,
  },
  controls: {
    enforced: null,
    enrolled: {
      version: 1,
      fix: 'Ask the person to register at https://mysignins.microsoft.com/security-info, or block the account’s sign-in.',
    },
  },
  untold: [
    'Which administrator’s role somebody has is not collected, only that there is one.',
    'Rights in Azure, Microsoft 365 and applications are not collected, nor are service principals.',
  ],
  setup: {
    example: ['tenant: YOUR_TENANT_ID                # the tenant’s id'],
    scopes: ['User.Read.All', 'AuditLog.Read.All', 'Policy.Read.All'],
    steps: [
      'In the Microsoft Entra admin center, open App registrations and register an app for this tenant alone.',
      'Under API permissions, add Microsoft Graph › Application permissions User.Read.All, AuditLog.Read.All and Policy.Read.All, and no others, and grant admin consent.',
      'Under Certificates & secrets, make a client secret, and give it as JSON: { "clientId": "…", "clientSecret": "…" }. It ends after the time that you choose: renew it before.',
    ],
  },
};
