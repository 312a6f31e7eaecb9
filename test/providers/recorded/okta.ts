import type { Recording } from './recording.ts';

const times = { created: '2026-01-01T00:00:00.000Z', lastUpdated: '2026-01-01T00:00:00.000Z' };
const everyone = { people: { groups: { include: ['00geveryone00000001'] } } };

/** The answers that Okta’s published description describes. */
export const okta: Recording = {
  source: 'github.com/okta/okta-management-openapi-spec (Apache-2.0)',
  settings: { domain: 'acme.okta.example' },
  answers: {
    '/api/v1/policies?type=MFA_ENROLL': [
      {
        id: '00pmfa000000000001',
        status: 'ACTIVE',
        name: 'Default Policy',
        description: 'The default policy applies in all situations if no other policy applies.',
        priority: 1,
        system: true,
        type: 'MFA_ENROLL',
        conditions: everyone,
        settings: {
          type: 'AUTHENTICATORS',
          authenticators: [
            { key: 'okta_verify', enroll: { self: 'REQUIRED' } },
            { key: 'webauthn', enroll: { self: 'OPTIONAL' } },
            { key: 'phone_number', enroll: { self: 'NOT_ALLOWED' } },
          ],
        },
        ...times,
        _links: {},
      },
    ],
    '/api/v1/policies?type=OKTA_SIGN_ON': [
      {
        id: '00psession00000001',
        status: 'ACTIVE',
        name: 'Default Policy',
        priority: 1,
        system: true,
        type: 'OKTA_SIGN_ON',
        conditions: everyone,
        ...times,
      },
    ],
    '/api/v1/policies/00psession00000001/rules': [
      {
        id: '0prsession00000001',
        status: 'ACTIVE',
        name: 'Default Rule',
        priority: 1,
        system: true,
        type: 'SIGN_ON',
        conditions: {
          people: { users: { exclude: [] } },
          network: { connection: 'ANYWHERE' },
          authContext: { authType: 'ANY' },
        },
        actions: {
          signon: {
            access: 'ALLOW',
            requireFactor: false,
            primaryFactor: 'PASSWORD_IDP_ANY_FACTOR',
            rememberDeviceByDefault: false,
            session: { usePersistentCookie: false, maxSessionIdleMinutes: 120, maxSessionLifetimeMinutes: 0 },
          },
        },
        ...times,
      },
    ],
    '/api/v1/policies?type=ACCESS_POLICY': [
      {
        id: 'rstapplications001',
        status: 'ACTIVE',
        name: 'Any two factors',
        priority: 1,
        system: true,
        type: 'ACCESS_POLICY',
        conditions: null,
        ...times,
      },
    ],
    '/api/v1/policies/rstapplications001/rules': [
      {
        id: 'ruleapplications01',
        status: 'ACTIVE',
        name: 'Catch-all Rule',
        priority: 99,
        system: true,
        type: 'ACCESS_POLICY',
        conditions: null,
        actions: {
          appSignOn: {
            access: 'ALLOW',
            verificationMethod: {
              type: 'ASSURANCE',
              factorMode: '2FA',
              reauthenticateIn: 'PT2H',
              constraints: [{ knowledge: { reauthenticateIn: 'PT2H', types: ['password'], required: true } }],
            },
          },
        },
        ...times,
      },
    ],
    '/api/v1/users?filter=status eq "DEPROVISIONED"': [],
    '/api/v1/users': [
      {
        id: '00uana0000000000001',
        status: 'ACTIVE',
        created: '2024-01-15T10:30:00.000Z',
        activated: '2024-01-15T10:31:00.000Z',
        statusChanged: '2024-01-15T10:31:00.000Z',
        lastLogin: '2026-11-22T08:00:00.000Z',
        lastUpdated: '2026-11-01T00:00:00.000Z',
        passwordChanged: '2026-06-01T00:00:00.000Z',
        type: { id: 'oty1' },
        profile: { firstName: 'Ana', lastName: 'Ruiz', login: 'ana@acme.example', email: 'ana@acme.example' },
        credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
      },
      {
        id: '00uben0000000000002',
        status: 'STAGED',
        created: '2026-11-20T10:30:00.000Z',
        activated: null,
        statusChanged: null,
        lastLogin: null,
        lastUpdated: '2026-11-20T10:30:00.000Z',
        passwordChanged: null,
        type: { id: 'oty1' },
        profile: {
          firstName: 'Ben',
          lastName: 'Okafor',
          login: 'ben@acme.example',
          email: 'ben@acme.example',
        },
        credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
      },
    ],
    '/api/v1/users/00uana0000000000001/factors': [
      {
        id: 'ufs1',
        factorType: 'token:software:totp',
        provider: 'GOOGLE',
        vendorName: 'GOOGLE',
        status: 'ACTIVE',
        ...times,
      },
    ],
  },
  records: { policies: 3, members: 2 },
};
