import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { metadata } from './metadata.ts';
import { registrationsIn, usersIn } from './people.ts';

const grant =
  'Consent, as an administrator, to User.Read.All and AuditLog.Read.All for the app; reports need a licence of Microsoft Entra ID P1.';

const fields =
  'id,userPrincipalName,mail,proxyAddresses,accountEnabled,userType,externalUserState,signInActivity';

/** Microsoft Entra ID: its users, each with what the report on registration says. Policies are read beside. */
export const entra: ProviderDeclaration = {
  id: 'entra',
  title: 'Microsoft Entra ID',
  settings: {
    tenant: {
      form: '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?:[a-z0-9-]+\\.)+[a-z]+',
      words: 'the tenant’s id, as the overview of Microsoft Entra shows it, or one of its domains',
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
  // Graph allows 5 requests in 10 seconds of each app and tenant for reports of identity and access.
  limits: { perMinute: 30 },
  organization: null,
  members: {
    lists: [
      {
        // With signInActivity, Graph gives no more on a page.
        ask: `/v1.0/users?$select=${fields}&$top=120`,
        items: usersIn,
        paging: { address: ['@odata.nextLink'] },
        total: null,
      },
    ],
    beside: {
      ask: '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999',
      items: registrationsIn,
      paging: { address: ['@odata.nextLink'] },
      total: null,
      as: 'registration',
    },
    count: { ask: '/v1.0/users/$count', at: null },
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
    // Not `lastSignInDateTime`: that is of an attempt, and whoever guesses passwords makes it.
    lastActive: { at: 'signInActivity.lastSuccessfulSignInDateTime', as: 'rfc3339', missing: 'unknown' },
    grant,
  },
  ...metadata,
};
