import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { ListEndpoint } from '../../declared/paging.ts';

/** Zendesk: which agents and administrators have a second factor. Whether it is required, no API tells. */
export const zendesk: ProviderDeclaration = {
  id: 'zendesk',
  title: 'Zendesk',
  settings: {
    subdomain: {
      is: 'text',
      form: '[a-z0-9][a-z0-9-]*',
      words: 'the account’s subdomain: acme of https://acme.zendesk.com',
      default: null,
    },
  },
  host: 'https://{subdomain}.zendesk.com',
  auth: { kind: 'bearer', what: 'an OAuth access token with the scope users:read' },
  tokens: [],
  limits: { perMinute: 200, source: 'Zendesk allows 200 requests a minute on its smallest plan.' },
  organization: null,
  members: {
    lists: [listOf('admin'), listOf('agent')],
    people: { id: 'id', account: null, email: { at: 'email', missing: 'hidden' }, login: null },
    invited: null,
    disabled: {
      any: [
        { at: 'suspended', missing: 'unknown' },
        // Whoever was deleted is inactive.
        { at: 'active', yes: [false], no: [true], missing: 'unknown' },
      ],
    },
    service: null,
    mfaEnrolled: { at: 'two_factor_auth_enabled', missing: 'hidden' },
    mfaEnforced: null,
    singleSignOn: null,
    // A role of the company's own may let an agent manage others, and is called agent as well.
    roles: { at: 'role', missing: 'unknown', privileged: ['admin'], ordinary: [] },
    lastActive: { at: 'last_login_at', as: 'rfc3339', missing: 'unknown' },
    grant: 'Give a token of an administrator, with the scope users:read.',
  },
  controls: {
    enforced: null,
    enrolled: {
      version: 1,
      fix: 'Ask the person to set it up under Profile › Security settings, or suspend or downgrade them.',
    },
  },
  untold: [
    'Whether Zendesk requires a second factor of everybody is in no API.',
    'What a role of the company’s own lets an agent do is not collected, nor are API tokens.',
  ],
  setup: {
    example: ['subdomain: YOUR_SUBDOMAIN             # acme of acme.zendesk.com'],
    scopes: ['users:read'],
    steps: [
      'As an administrator, open Admin Center › Apps and integrations › APIs › OAuth clients and add a client.',
      'Make a token of it with the scope users:read and nothing else: POST /api/v2/oauth/tokens. An API token will not do: it may do all that its owner may.',
    ],
  },
};

/** Customers, of whom there may be millions, are not asked for. */
function listOf(role: 'admin' | 'agent'): ListEndpoint {
  return {
    path: '/api/v2/users.json',
    parameters: { role },
    items: 'users',
    paging: { kind: 'address', at: 'next_page', size: { parameter: 'per_page', is: 100 } },
    total: 'count',
  };
}
