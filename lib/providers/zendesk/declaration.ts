import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { ListEndpoint } from '../../declared/paging.ts';
import { metadata } from './metadata.ts';

/** Zendesk: whether an account requires a second factor of its team, and which agents and administrators have one. */
export const zendesk: ProviderDeclaration = {
  id: 'zendesk',
  title: 'Zendesk',
  settings: {
    subdomain: { form: '[a-z0-9][a-z0-9-]*', words: 'the account’s subdomain: acme of acme.zendesk.com' },
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
  // Zendesk allows 200 requests a minute on its smallest plan.
  limits: { perMinute: 200 },
  organization: {
    ask: '/api/v2/security_settings',
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
  ...metadata,
};

/** Customers, of whom there may be millions, are not asked for. */
function listOf(role: 'admin' | 'agent'): ListEndpoint {
  const ask = `/api/v2/users.json?role=${role}&per_page=100`;
  return { ask, items: 'users', paging: { address: 'next_page' }, total: 'count' };
}
