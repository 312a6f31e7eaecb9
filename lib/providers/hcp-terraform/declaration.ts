import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { membershipsWithUsers } from './memberships-with-users.ts';
import { metadata } from './metadata.ts';

/** HCP Terraform: whether an organization requires two-factor authentication, and which of its members have it. */
export const hcpTerraform: ProviderDeclaration = {
  id: 'hcp-terraform',
  title: 'HCP Terraform',
  settings: {
    organization: { form: '[A-Za-z0-9][A-Za-z0-9_-]*', words: 'the organization’s name, as in its address' },
    server: { is: 'server', default: 'https://app.terraform.io' },
  },
  host: '{server}',
  auth: { kind: 'bearer', what: 'an API token of a user or team that may see the organization’s members' },
  accepts: 'application/vnd.api+json',
  tokens: [['an HCP Terraform token', '\\b[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{20,}']],
  // HCP Terraform allows 30 requests a second to one caller; a third of that is kept.
  limits: { perMinute: 600 },
  organization: {
    ask: '/api/v2/organizations/{organization}',
    in: 'data',
    id: { at: 'id', is: '{organization}' },
    name: { at: 'attributes.name', missing: 'unknown' },
    // That all members happen to have it (two-factor-conformant) requires it of nobody.
    mfaEnforced: {
      at: 'attributes.collaborator-auth-policy',
      yes: ['two_factor_mandatory'],
      no: ['password'],
      missing: 'hidden',
    },
    singleSignOn: null,
    grant: 'Use a token of the owners team, or of a user in it.',
  },
  members: {
    lists: [
      {
        ask: '/api/v2/organizations/{organization}/organization-memberships?include=user&page[size]=100',
        items: membershipsWithUsers,
        paging: { page: 'page[number]', first: 1, pages: 'meta.pagination.total-pages' },
        total: 'meta.pagination.total-count',
      },
    ],
    people: {
      id: 'id',
      // Nobody has an account under an address that was only invited.
      account: { at: 'user.id', missing: 'unknown' },
      email: { at: 'attributes.email', missing: 'hidden' },
      login: { at: 'user.attributes.username', missing: 'unknown' },
    },
    invited: { at: 'attributes.status', yes: ['invited'], no: ['active'], missing: 'unknown' },
    disabled: null,
    service: { at: 'user.attributes.is-service-account', missing: 'unknown' },
    mfaEnrolled: {
      all: [
        { at: 'user.attributes.two-factor.enabled', missing: 'hidden' },
        // Set up and never tried: it is not asked for.
        { at: 'user.attributes.two-factor.verified', missing: 'hidden' },
      ],
    },
    mfaEnforced: null,
    singleSignOn: null,
    roles: null,
    lastActive: null,
    grant: 'Use a token of the owners team, or of a user in it.',
  },
  ...metadata,
};
