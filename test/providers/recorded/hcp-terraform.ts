import type { Recording } from './recording.ts';

const membership = (id: string, name: string, status: string, user: string | null) => ({
  id,
  type: 'organization-memberships',
  attributes: { status, email: `${name}@acme.example` },
  relationships: {
    user: { data: user === null ? null : { id: user, type: 'users' } },
    teams: { data: [{ id: 'team-0000000000000001', type: 'teams' }] },
  },
});

/** The answers that HashiCorp’s published client describes. */
export const hcpTerraform: Recording = {
  source: 'github.com/hashicorp/go-tfe, Organization, OrganizationMembership, User (MPL-2.0)',
  settings: { organization: 'acme', server: 'https://app.terraform.io' },
  answers: {
    '/api/v2/organizations/acme': {
      data: {
        id: 'acme',
        type: 'organizations',
        attributes: {
          'external-id': 'org-0000000000000001',
          name: 'acme',
          email: 'ana@acme.example',
          'created-at': '2024-01-15T10:30:00.000Z',
          'collaborator-auth-policy': 'two_factor_mandatory',
          'two-factor-conformant': true,
          'saml-enabled': false,
        },
      },
    },
    '/api/v2/organizations/acme/organization-memberships': {
      data: [
        membership('ou-0000000000000001', 'ana', 'active', 'user-0000000000000001'),
        membership('ou-0000000000000002', 'carla', 'invited', null),
      ],
      included: [
        {
          id: 'user-0000000000000001',
          type: 'users',
          attributes: {
            username: 'ana-acme',
            'is-service-account': false,
            'two-factor': { enabled: true, verified: true },
          },
        },
      ],
      meta: {
        pagination: {
          'current-page': 1,
          'prev-page': null,
          'next-page': null,
          'total-pages': 1,
          'total-count': 2,
        },
      },
    },
  },
  records: { organization: 1, members: 2 },
};
