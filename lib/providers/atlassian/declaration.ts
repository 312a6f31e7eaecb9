import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { ListEndpoint } from '../../declared/paging.ts';
import { factorsOfManaged } from './factors-of-managed.ts';

const directory = '/admin/v2/orgs/{org}/directories/-/users';

/** Atlassian: which accounts of an organization have two-step verification. Whether it is required, no API tells. */
export const atlassian: ProviderDeclaration = {
  id: 'atlassian',
  title: 'Atlassian',
  settings: {
    org: {
      is: 'text',
      form: '[A-Za-z0-9-]+',
      words: 'the organization’s id, as in its address: the part behind https://admin.atlassian.com/o/',
      default: null,
    },
  },
  host: 'https://api.atlassian.com',
  auth: { kind: 'bearer', what: 'an API key of the organization with read:directories:admin' },
  tokens: [['an Atlassian API key', '\\bATCTT3xFfG[A-Za-z0-9_=-]{20,}']],
  limits: {
    perMinute: null,
    source: 'Atlassian publishes no number for the Admin API, and answers 429 with how long to wait.',
  },
  organization: null,
  members: {
    // Managed accounts belong to the company also where they are in none of its directories.
    lists: [listOf({}), { ...listOf({ claimStatus: 'managed' }), rest: true }],
    count: { path: `${directory}/count`, at: 'count' },
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
  controls: {
    enforced: null,
    enrolled: {
      version: 1,
      fix: 'Ask the person to set up two-step verification under Account settings › Security, or suspend them. Claim an account that is not managed, or remove it.',
    },
  },
  untold: [
    'Whether Atlassian requires two-step verification is in an authentication policy, which no API tells.',
    'Who signs in through an identity provider is not told.',
    'Of an account that the company does not manage it is not told whether it has two-step verification.',
    'Which sites and projects an account opens is not collected.',
  ],
  setup: {
    example: ['org: YOUR_ORG_ID                      # the organization’s id'],
    scopes: ['read:directories:admin'],
    steps: [
      'As an organization admin, open admin.atlassian.com › Organization settings › API keys and create an API key with scopes.',
      'Choose the scope read:directories:admin and no other, and an end: it lasts a year at most, so renew it before.',
      'The organization’s id stands beside the key.',
    ],
  },
};

function listOf(filter: NonNullable<ListEndpoint['parameters']>): ListEndpoint {
  return {
    path: directory,
    parameters: filter,
    items: factorsOfManaged,
    paging: { kind: 'cursor', at: 'links.next', parameter: 'cursor', size: { parameter: 'limit', is: 100 } },
    total: null,
  };
}
