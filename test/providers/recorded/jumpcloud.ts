import type { Recording } from './recording.ts';

const user = (id: string, name: string, traits: object) => ({
  _id: id,
  email: `${name}@acme.example`,
  username: name,
  firstname: name,
  lastname: 'Acme',
  activated: true,
  suspended: false,
  state: 'ACTIVATED',
  totp_enabled: true,
  enable_user_portal_multifactor: true,
  mfa: { configured: true, exclusion: false },
  mfaEnrollment: {
    overallStatus: 'ENROLLED',
    totpStatus: 'ENROLLED',
    webAuthnStatus: 'NOT_ENROLLED',
    pushStatus: 'NOT_ENROLLED',
  },
  account_locked: false,
  created: '2024-01-15T10:30:00.000Z',
  ...traits,
});

const none = {
  overallStatus: 'NOT_ENROLLED',
  totpStatus: 'NOT_ENROLLED',
  webAuthnStatus: 'NOT_ENROLLED',
  pushStatus: 'NOT_ENROLLED',
};

/** The answer that JumpCloud’s published clients describe. */
export const jumpcloud: Recording = {
  source:
    'github.com/TheJumpCloud/jcapi-powershell, SwaggerSpecs/JumpCloud.SDK.V1.json: systemuserslist, systemuserreturn, mfa, mfaEnrollment; JumpCloud.SDK.V2.json: AuthnPolicy (facts alone)',
  settings: {},
  answers: {
    '/api/v2/authn/policies?skip=1': [],
    '/api/v2/authn/policies': [
      {
        id: '5f0000000000000000000009',
        name: 'Office',
        description: '',
        type: 'user_portal',
        disabled: false,
        monitorOnly: false,
        conditions: { ipAddressIn: ['5f0000000000000000000008'] },
        effect: { action: 'allow', obligations: { mfa: { required: true }, mfaFactors: [{ type: 'TOTP' }] } },
        targets: {
          resources: [{ type: 'user_portal' }],
          users: { inclusions: ['ALL'] },
          userGroups: { inclusions: ['g'], exclusions: ['g'] },
        },
      },
    ],
    '/api/systemusers': {
      totalCount: 2,
      results: [
        user('5f0000000000000000000001', 'ana', {}),
        user('5f0000000000000000000002', 'ben', {
          totp_enabled: false,
          mfa: { configured: false, exclusion: true, exclusionUntil: '2026-12-01T00:00:00.000Z' },
          mfaEnrollment: none,
        }),
      ],
    },
  },
  records: { members: 2, policies: 1 },
};
