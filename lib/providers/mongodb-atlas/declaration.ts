import type { ProviderDeclaration } from '../../declared/declaration.ts';

/** MongoDB Atlas: whether an organization requires multi-factor authentication. Who has it, no API tells. */
export const mongodbAtlas: ProviderDeclaration = {
  id: 'mongodb-atlas',
  title: 'MongoDB Atlas',
  settings: {
    org: {
      is: 'text',
      form: '[0-9a-f]{24}',
      words: 'the organization’s id, 24 hexadecimal digits, as Organization Settings shows it',
      default: null,
    },
  },
  host: 'https://cloud.mongodb.com',
  auth: {
    kind: 'client-credentials',
    address: 'https://cloud.mongodb.com/api/oauth/token',
    client: 'basic',
    form: { grant_type: 'client_credentials' },
    what: 'a service account with the role Organization Read Only',
  },
  // Before this version, people who were only invited are left out of the list.
  accepts: 'application/vnd.atlas.2025-02-19+json',
  tokens: [['an Atlas service account’s secret', '\\bmdb_sa_sk_[A-Za-z0-9_-]{20,}']],
  limits: {
    perMinute: 100,
    source:
      'Atlas limits by sets of endpoints since 2026, which answer how much is left; 100 a minute, its limit before, are kept.',
  },
  organization: {
    ask: { path: '/api/atlas/v2/orgs/{org}/settings' },
    id: { at: null, is: '{org}' },
    name: null,
    mfaEnforced: { at: 'multiFactorAuthRequired', missing: 'hidden' },
    singleSignOn: null,
    grant: 'Give the service account the role Organization Read Only in this organization.',
  },
  members: {
    lists: [
      {
        path: '/api/atlas/v2/orgs/{org}/users',
        parameters: { includeCount: 'true' },
        items: 'results',
        paging: {
          kind: 'page',
          parameter: 'pageNum',
          first: 1,
          pages: null,
          size: { parameter: 'itemsPerPage', is: 500 },
        },
        total: 'totalCount',
      },
    ],
    people: {
      id: 'id',
      account: null,
      // A user's name is their address.
      email: { at: 'username', missing: 'hidden' },
      login: null,
    },
    invited: { at: 'orgMembershipStatus', yes: ['PENDING'], no: ['ACTIVE'], missing: 'unknown' },
    disabled: null,
    service: null,
    mfaEnrolled: null,
    mfaEnforced: null,
    singleSignOn: null,
    roles: {
      at: 'roles.orgRoles',
      missing: 'unknown',
      privileged: ['ORG_OWNER'],
      ordinary: [
        'ORG_MEMBER',
        'ORG_READ_ONLY',
        'ORG_BILLING_ADMIN',
        'ORG_BILLING_READ_ONLY',
        'ORG_GROUP_CREATOR',
      ],
    },
    lastActive: { at: 'lastAuth', as: 'rfc3339', missing: 'unknown' },
    grant: 'Give the service account the role Organization Read Only in this organization.',
  },
  controls: {
    enforced: {
      version: 1,
      fix: 'As an owner, open Organization Settings and turn on Require Multi-Factor Authentication.',
    },
    enrolled: null,
  },
  untold: [
    'Who has a second factor is in no API; where the organization requires one, nobody gets in without.',
    'Roles in projects and users of databases are not collected.',
  ],
  setup: {
    example: ['org: YOUR_ORG_ID                      # the organization’s id'],
    scopes: ['Organization Read Only'],
    steps: [
      'As an organization owner, open Access Manager › Applications › Service Accounts and create one with the role Organization Read Only and nothing else.',
      'Where the organization demands an API access list, add the addresses that Exhibit asks from.',
      'Give its id and secret as JSON: { "clientId": "…", "clientSecret": "…" }. The secret ends after the time that you choose: renew it before.',
    ],
  },
};
