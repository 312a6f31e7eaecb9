import type { Recording } from './recording.ts';

const context = (what: string) => ({
  '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${what}`,
});
const ana = '86462606-fde0-4fc4-9e0c-a20eb73e54c6';
const eve = 'f21d1df6-2b6f-4e4e-b7b4-4b7a3c1b2a10';

/** The answers that Microsoft’s published reference of Graph describes. */
export const entra: Recording = {
  source:
    'github.com/microsoftgraph/microsoft-graph-docs-contrib, reference of v1.0 (MIT for code, CC BY 4.0 for text)',
  settings: { tenant: '11111111-2222-3333-4444-555555555555' },
  answers: {
    '/11111111-2222-3333-4444-555555555555/oauth2/v2.0/token': {
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: 'recorded',
    },
    '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy': {
      ...context('policies/identitySecurityDefaultsEnforcementPolicy/$entity'),
      id: '00000000-0000-0000-0000-000000000005',
      displayName: 'Security Defaults',
      description: '',
      isEnabled: false,
    },
    '/v1.0/identity/conditionalAccess/policies': {
      ...context('identity/conditionalAccess/policies'),
      value: [
        {
          id: '10ef4fe6-5e51-4f5e-b5a2-8fed19d0be67',
          createdDateTime: '2025-01-10T09:00:00Z',
          modifiedDateTime: '2025-02-10T09:00:00.5Z',
          displayName: 'Require multifactor authentication for all users',
          state: 'enabled',
          conditions: {
            signInRiskLevels: [],
            userRiskLevels: [],
            servicePrincipalRiskLevels: [],
            clientAppTypes: ['all'],
            platforms: null,
            locations: null,
            times: null,
            devices: null,
            authenticationFlows: null,
            clientApplications: null,
            applications: {
              includeApplications: ['All'],
              excludeApplications: [],
              includeUserActions: [],
              includeAuthenticationContextClassReferences: [],
              applicationFilter: null,
            },
            users: {
              includeUsers: ['All'],
              excludeUsers: [eve],
              includeGroups: [],
              excludeGroups: [],
              includeRoles: [],
              excludeRoles: [],
              includeGuestsOrExternalUsers: null,
              excludeGuestsOrExternalUsers: null,
            },
          },
          grantControls: {
            operator: 'OR',
            builtInControls: ['mfa'],
            customAuthenticationFactors: [],
            termsOfUse: [],
            authenticationStrength: null,
          },
          sessionControls: null,
        },
      ],
    },
    '/v1.0/users/$count': 2,
    '/v1.0/reports/authenticationMethods/userRegistrationDetails': {
      ...context('reports/authenticationMethods/userRegistrationDetails'),
      value: [
        {
          id: ana,
          userPrincipalName: 'ana@acme.example',
          userDisplayName: 'Ana Ruiz',
          userType: 'member',
          isAdmin: true,
          isSsprRegistered: false,
          isSsprEnabled: false,
          isSsprCapable: false,
          isMfaRegistered: true,
          isMfaCapable: true,
          isPasswordlessCapable: true,
          methodsRegistered: ['microsoftAuthenticatorPush', 'fido2SecurityKey'],
          isSystemPreferredAuthenticationMethodEnabled: true,
          systemPreferredAuthenticationMethods: ['fido2'],
          userPreferredMethodForSecondaryAuthentication: 'push',
          lastUpdatedDateTime: '2026-11-22T00:00:00Z',
        },
      ],
    },
    '/v1.0/users': {
      ...context('users(id,userPrincipalName,mail,proxyAddresses,accountEnabled)'),
      value: [
        {
          id: ana,
          userPrincipalName: 'ana@acme.example',
          mail: 'ana@acme.example',
          proxyAddresses: ['SMTP:ana@acme.example', 'smtp:ana.ruiz@acme.example'],
          accountEnabled: true,
          userType: 'Member',
          externalUserState: null,
          signInActivity: {
            lastSignInDateTime: '2026-11-21T08:00:00Z',
            lastSignInRequestId: 'c7df2760-2c81-4ef7-b578-5b5392b571df',
            lastNonInteractiveSignInDateTime: '2026-11-22T08:00:00Z',
            lastNonInteractiveSignInRequestId: '',
            lastSuccessfulSignInDateTime: '2026-11-22T08:00:00Z',
            lastSuccessfulSignInRequestId: '',
          },
        },
        {
          id: eve,
          userPrincipalName: 'eve_home.example#EXT#@acme.example',
          mail: 'eve@home.example',
          proxyAddresses: ['SMTP:eve@home.example'],
          accountEnabled: true,
          userType: 'Guest',
          externalUserState: 'PendingAcceptance',
        },
      ],
    },
  },
  records: { policies: 2, 'member-count': 1, members: 2 },
};
