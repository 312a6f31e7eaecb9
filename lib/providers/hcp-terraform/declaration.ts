import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { membershipsWithUsers } from './memberships-with-users.ts';

/** HCP Terraform: whether an organization requires two-factor authentication, and which of its members have it. */
export const hcpTerraform: ProviderDeclaration = {
  id: 'hcp-terraform',
  title: 'HCP Terraform',
  settings: {
    organization: {
      is: 'text',
      form: '[A-Za-z0-9][A-Za-z0-9_-]*',
      words: 'the organization’s name, as in its address: acme of https://app.terraform.io/app/acme',
      default: null,
    },
    server: { is: 'server', default: 'https://app.terraform.io' },
  },
  host: '{server}',
  auth: { kind: 'bearer', what: 'an API token of a user or team that may see the organization’s members' },
  accepts: 'application/vnd.api+json',
  tokens: [['an HCP Terraform token', '\\b[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{20,}']],
  limits: {
    perMinute: 600,
    source: 'HCP Terraform allows 30 requests a second to one caller; a third of that is kept.',
  },
  organization: {
    ask: { path: '/api/v2/organizations/{organization}' },
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
        path: '/api/v2/organizations/{organization}/organization-memberships',
        parameters: { include: 'user' },
        items: membershipsWithUsers,
        paging: {
          kind: 'page',
          parameter: 'page[number]',
          first: 1,
          pages: 'meta.pagination.total-pages',
          size: { parameter: 'page[size]', is: 100 },
        },
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
  controls: {
    enforced: {
      version: 1,
      fix: 'As an owner, open Settings › Authentication and turn on Require two-factor.',
    },
    enrolled: {
      version: 1,
      fix: 'Ask the person to set it up under User Settings › Two Factor Authentication and to verify it, or remove them from the organization. Where everybody must sign in through Google, attest sign-in.single-sign-on.',
    },
  },
  untold: [
    'When somebody was last active is in no API.',
    'Which teams somebody is in, and what these may do, is not collected, nor are tokens.',
  ],
  setup: {
    example: ['organization: YOUR_ORGANIZATION       # the organization’s name'],
    scopes: ['Membership of the owners team'],
    steps: [
      'As an owner, open Settings › Teams › owners › Team API Token and create one with an end. It is the team’s own and stays when a person leaves.',
      'It may do whatever owners may: keep it in a secret store, and change it before it ends.',
      'A token of a user in the team will do as well.',
    ],
  },
};
