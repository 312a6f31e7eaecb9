import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { ListEndpoint } from '../../declared/paging.ts';
import { factorsOfManaged } from './factors-of-managed.ts';
import { metadata } from './metadata.ts';

const directory = '/admin/v2/orgs/{org}/directories/-/users';

/** Atlassian: which accounts of an organization have two-step verification. Whether it is required, no API tells. */
export const atlassian: ProviderDeclaration = {
  id: 'atlassian',
  title: 'Atlassian',
  settings: {
    org: {
      form: '[A-Za-z0-9-]+',
      words: 'the organization’s id, as in its address: the part behind https://admin.atlassian.com/o/',
    },
  },
  host: 'https://api.atlassian.com',
  auth: { kind: 'bearer', what: 'an API key of the organization with read:directories:admin' },
  tokens: [['an Atlassian API key', '\\bATCTT3xFfG[A-Za-z0-9_=-]{20,}']],
  // Atlassian publishes no number for the Admin API, and answers 429 with how long to wait.
  limits: { perMinute: null },
  organization: null,
  members: {
    // Managed accounts belong to the company also where they are in none of its directories.
    lists: [listOf('limit=100'), { ...listOf('claimStatus=managed&limit=100'), rest: true }],
    count: { ask: `${directory}/count`, at: 'count' },
    people: { id: 'accountId', account: null, email: { at: 'email', missing: 'hidden' }, login: null },
    invited: null,
    disabled: {
      any: [
        { at: 'accountStatus', yes: ['inactive', 'closed'], no: ['active'], missing: 'unknown' },
        {
          at: 'status',
          yes: ['suspended', 'deactivated', 'for_deletion'],
          // In no directory: the account is there all the same.
          no: ['active', 'not_invited'],
          missing: 'unknown',
        },
      ],
    },
    // Where it is left out, the account is judged as a person's.
    service: { at: 'accountType', yes: ['app'], no: ['atlassian', 'customer'], missing: 'no' },
    mfaEnrolled: { at: 'mfaEnabled', missing: 'hidden' },
    mfaEnforced: null,
    singleSignOn: null,
    roles: {
      at: 'platformRoles',
      missing: 'unknown',
      privileged: ['atlassian/org-admin', 'atlassian/site-admin', 'atlassian/user-access-admin'],
      ordinary: ['atlassian/ai-access'],
    },
    lastActive: null,
    grant:
      'Give the API key the scope read:directories:admin, and verify the company’s domain, so that its accounts are managed.',
  },
  ...metadata,
};

function listOf(query: string): ListEndpoint {
  const paging = { cursor: 'links.next', parameter: 'cursor' };
  return { ask: `${directory}?${query}`, items: factorsOfManaged, paging, total: null };
}
