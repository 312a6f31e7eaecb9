import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { ListEndpoint } from '../../declared/paging.ts';
import { isObject } from '../read-fields.ts';
import { metadata } from './metadata.ts';

/** Zoom: whether an account requires two-factor authentication of everybody. Who has it, no API tells. */
export const zoom: ProviderDeclaration = {
  id: 'zoom',
  title: 'Zoom',
  settings: {
    account: { form: '[A-Za-z0-9_-]+', words: 'the account’s id, as the server-to-server app shows it' },
  },
  host: 'https://api.zoom.us',
  auth: {
    kind: 'client-credentials',
    address: 'https://zoom.us/oauth/token',
    client: 'basic',
    form: { grant_type: 'account_credentials', account_id: '{account}' },
    what: 'a server-to-server OAuth app',
  },
  tokens: [],
  // Zoom allows 20 requests a second of the kind called medium on the plan Pro; half of that is kept. Where less is allowed, its 429 decides.
  limits: { perMinute: 600 },
  organization: {
    ask: '/v2/accounts/me/settings?option=security',
    // The token is of this account alone.
    id: { at: null, is: '{account}' },
    name: null,
    mfaEnforced: {
      at: 'security.sign_in_with_two_factor_auth',
      yes: ['all'],
      // Of some groups or roles alone is not of everybody.
      no: ['none', 'group', 'role'],
      missing: 'hidden',
    },
    singleSignOn: null,
    grant: 'Add the scope account:read:settings:admin to the app.',
  },
  members: {
    lists: [listOf('active'), listOf('inactive'), listOf('pending')],
    people: { id: 'id', account: null, email: { at: 'email', missing: 'hidden' }, login: null },
    invited: { at: 'status', yes: ['pending'], no: ['active', 'inactive'], missing: 'unknown' },
    disabled: { at: 'status', yes: ['inactive'], no: ['active', 'pending'], missing: 'unknown' },
    service: null,
    mfaEnrolled: null,
    mfaEnforced: null,
    singleSignOn: null,
    // Zoom's own three; a company's own have ids of another form.
    roles: { at: 'role_id', missing: 'unknown', privileged: ['0', '1'], ordinary: ['2'] },
    lastActive: { at: 'last_login_time', as: 'rfc3339', missing: 'unknown' },
    grant: 'Add the scope user:read:list_users:admin to the app.',
  },
  ...metadata,
};

/** Zoom lists people of one status at a time. */
function listOf(status: 'active' | 'inactive' | 'pending'): ListEndpoint {
  return {
    ask: `/v2/users?status=${status}&page_size=300`,
    items: status === 'pending' ? byAddress : 'users',
    paging: { cursor: 'next_page_token', parameter: 'next_page_token' },
    total: 'total_records',
    says: { status },
  };
}

/** Whoever was only invited has no id yet: the address stands for it. */
function byAddress(body: unknown): unknown {
  if (!isObject(body) || !Array.isArray(body.users)) return undefined;
  return body.users.map((user: unknown) => (isObject(user) ? { ...user, id: user.id ?? user.email } : user));
}
