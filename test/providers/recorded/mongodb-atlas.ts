import type { Recording } from './recording.ts';

const org = '5f0000000000000000000001';

const user = (id: string, name: string, traits: object) => ({
  id,
  username: `${name}@acme.example`,
  firstName: name,
  lastName: 'Ruiz',
  country: 'NL',
  orgMembershipStatus: 'ACTIVE',
  roles: { orgRoles: ['ORG_OWNER'], groupRoleAssignments: [] },
  teamIds: [],
  createdAt: '2024-01-15T10:30:00Z',
  lastAuth: '2026-11-22T08:00:00Z',
  ...traits,
});

/** The answers that Atlas’s description of its API shows. */
export const mongodbAtlas: Recording = {
  source: 'github.com/mongodb/openapi, version 2025-02-19 (Apache-2.0)',
  settings: { org },
  answers: {
    '/api/oauth/token': { access_token: 'recorded', expires_in: 3600, token_type: 'Bearer' },
    [`/api/atlas/v2/orgs/${org}/settings`]: {
      apiAccessListRequired: true,
      genAIFeaturesEnabled: false,
      maxServiceAccountSecretValidityInHours: null,
      multiFactorAuthRequired: true,
      restrictEmployeeAccess: false,
      securityContact: 'ana@acme.example',
    },
    [`/api/atlas/v2/orgs/${org}/users`]: {
      links: [{ rel: 'self', href: `https://cloud.mongodb.com/api/atlas/v2/orgs/${org}/users` }],
      results: [
        user('5f0000000000000000000002', 'ana', {}),
        {
          id: '5f0000000000000000000003',
          username: 'eve@acme.example',
          orgMembershipStatus: 'PENDING',
          invitationCreatedAt: '2026-11-20T08:00:00Z',
          invitationExpiresAt: '2026-12-20T08:00:00Z',
          inviterUsername: 'ana@acme.example',
          roles: { orgRoles: ['ORG_MEMBER'], groupRoleAssignments: [] },
          teamIds: [],
        },
      ],
      totalCount: 2,
    },
  },
  records: { organization: 1, members: 2 },
};
