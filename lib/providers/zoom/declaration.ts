import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { ListEndpoint } from '../../declared/paging.ts';
import { isObject } from '../read-fields.ts';

/** Zoom: whether an account requires two-factor authentication of everybody. Who has it, no API tells. */
export const zoom: ProviderDeclaration = {
  id: 'zoom',
  title: 'Zoom',
  settings: {
    account: {
      is: 'text',
      form: '[A-Za-z0-9_-]+',
      words: 'the account’s id, as the server-to-server app shows it beside its client id',
      default: null,
    },
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
  limits: {
    perMinute: 600,
    source:
      'Zoom allows 20 requests a second of the kind called medium on the plan Pro; half of that is kept. Where less is allowed, its 429 decides.',
  },
  organization: {
    ask: { path: '/v2/accounts/me/settings', parameters: { option: 'security' } },
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
  controls: {
    enforced: {
      version: 1,
      fix: 'As an owner or administrator, open Advanced › Security and turn on Sign in with Two-Factor Authentication for all users in your account.',
    },
    enrolled: null,
  },
  untold: [
    'Who has a second factor is in no API.',
    'Whether people must sign in through an identity provider is not collected.',
  ],
  setup: {
    example: ['account: YOUR_ACCOUNT_ID              # the account’s id'],
    scopes: ['account:read:settings:admin', 'user:read:list_users:admin'],
    steps: [
      'As an administrator, open the Zoom App Marketplace › Develop › Build App and make a Server-to-Server OAuth app.',
      'Add the scopes account:read:settings:admin and user:read:list_users:admin, and no others, and activate the app.',
      'Give its client id and secret as JSON: { "clientId": "…", "clientSecret": "…" }; the account id goes into the connection.',
    ],
  },
};

/** Zoom lists people of one status at a time. */
function listOf(status: 'active' | 'inactive' | 'pending'): ListEndpoint {
  return {
    path: '/v2/users',
    parameters: { status },
    items: status === 'pending' ? byAddress : 'users',
    paging: {
      kind: 'cursor',
      at: 'next_page_token',
      parameter: 'next_page_token',
      size: { parameter: 'page_size', is: 300 },
    },
    total: 'total_records',
    says: { status },
  };
}

/** Whoever was only invited has no id yet: the address stands for it. */
function byAddress(body: unknown): unknown {
  if (!isObject(body) || !Array.isArray(body.users)) return undefined;
  return body.users.map((user: unknown) => (isObject(user) ? { ...user, id: user.id ?? user.email } : user));
}
