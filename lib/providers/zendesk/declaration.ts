import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { ListEndpoint } from '../../declared/paging.ts';

/** Zendesk: whether an account requires a second factor of its team, and which agents and administrators have one. */
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
  auth: {
    kind: 'client-credentials',
    address: 'https://{subdomain}.zendesk.com/oauth/tokens',
    // Zendesk's reference demands JSON.
    client: 'json',
    form: { grant_type: 'client_credentials', scope: 'users:read security:read' },
    what: 'a confidential OAuth client’s identifier and secret',
  },
  tokens: [],
  limits: { perMinute: 200, source: 'Zendesk allows 200 requests a minute on its smallest plan.' },
  organization: {
    ask: { path: '/api/v2/security_settings' },
    in: 'security_settings',
    // The answer does not say whose it is; the subdomain is the account's alone.
    id: { at: null, is: '{subdomain}' },
    name: null,
    mfaEnforced: { at: 'authentication.agent.two_factor_enforce', missing: 'hidden' },
    // Not `enforce_sso`: a link by e-mail lets the owner, or all administrators, in beside it.
    singleSignOn: null,
    grant: 'Let an administrator make the client, and allow it the scope security:read.',
  },
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
    grant: 'Let an administrator make the client, and allow it the scope users:read.',
  },
  controls: {
    enforced: {
      version: 1,
      fix: 'As an administrator, open Admin Center › Account › Security › Advanced and require two-factor authentication of team members.',
    },
    enrolled: {
      version: 2,
      fix: 'Ask the person to set it up under Profile › Security settings, or suspend or downgrade them. Where everybody must sign in through Google, attest sign-in.single-sign-on.',
    },
  },
  untold: [
    'Zendesk asks for its second factor those who sign in by password, and nobody who signs in through an identity provider.',
    'What a role of the company’s own lets an agent do is not collected, nor are API tokens and OAuth clients.',
  ],
  setup: {
    example: ['subdomain: YOUR_SUBDOMAIN             # acme of acme.zendesk.com'],
    scopes: ['users:read', 'security:read'],
    steps: [
      'As an administrator, open Admin Center › Apps and integrations › APIs › OAuth clients and add a client of the kind confidential.',
      'Allow it the scopes users:read and security:read alone. It acts as the administrator who made it: best one who is nobody in particular.',
      'Give its identifier and secret as JSON: { "clientId": "…", "clientSecret": "…" }. A token will not do: Zendesk’s end after at most two days.',
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
