import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { metadata } from './metadata.ts';

/** MongoDB Atlas: whether an organization requires multi-factor authentication. Who has it, no API tells. */
export const mongodbAtlas: ProviderDeclaration = {
  id: 'mongodb-atlas',
  title: 'MongoDB Atlas',
  settings: {
    org: {
      form: '[0-9a-f]{24}',
      words: 'the organization’s id, 24 hexadecimal digits, as Organization Settings shows it',
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
  // Atlas limits by sets of endpoints since 2026, which answer how much is left; 100 a minute, its limit before, are kept.
  limits: { perMinute: 100 },
  organization: {
    ask: '/api/atlas/v2/orgs/{org}/settings',
    id: { at: null, is: '{org}' },
    name: null,
    mfaEnforced: { at: 'multiFactorAuthRequired', missing: 'hidden' },
    singleSignOn: null,
    grant: 'Give the service account the role Organization Read Only in this organization.',
  },
  members: {
    lists: [
      {
        ask: '/api/atlas/v2/orgs/{org}/users?includeCount=true&itemsPerPage=500',
        items: 'results',
        paging: { page: 'pageNum', first: 1, pages: null },
        total: 'totalCount',
      },
    ],
    // A user's name is their address.
    people: { id: 'id', account: null, email: { at: 'username', missing: 'hidden' }, login: null },
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
  ...metadata,
};
