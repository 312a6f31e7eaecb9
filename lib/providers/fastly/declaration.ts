import type { ProviderDeclaration } from '../../declared/declaration.ts';

/** Fastly: whether a customer requires two-factor authentication, and which of its users have it. */
export const fastly: ProviderDeclaration = {
  id: 'fastly',
  title: 'Fastly',
  settings: {
    customer: {
      is: 'text',
      form: '[A-Za-z0-9]+',
      words: 'the customer’s id, as Account › Company profile in Fastly shows it',
      default: null,
    },
  },
  host: 'https://api.fastly.com',
  auth: { kind: 'header', name: 'Fastly-Key', prefix: '', what: 'an API token with the scope global:read' },
  tokens: [],
  limits: {
    perMinute: null,
    source: 'Fastly’s limit of 1,000 an hour is on requests that change something; a 429 is waited out.',
  },
  organization: {
    ask: { path: '/customer/{customer}' },
    id: { at: 'id', is: '{customer}' },
    name: { at: 'name', missing: 'unknown' },
    mfaEnforced: { at: 'force_2fa', missing: 'hidden' },
    singleSignOn: { at: 'force_sso', missing: 'unknown' },
    grant: 'Give a token of a superuser, with the scope global:read.',
  },
  members: {
    lists: [{ path: '/customer/{customer}/users', items: null, paging: { kind: 'none' }, total: null }],
    people: {
      id: 'id',
      account: null,
      // A user's login is their address.
      email: { at: 'login', missing: 'hidden' },
      login: null,
    },
    invited: null,
    // Not `locked`: that is locked for editing.
    disabled: { at: 'deleted_at', yes: 'something', missing: 'no' },
    service: null,
    mfaEnrolled: { at: 'two_factor_auth_enabled', missing: 'hidden' },
    mfaEnforced: null,
    singleSignOn: null,
    roles: {
      at: 'role',
      missing: 'unknown',
      privileged: ['superuser'],
      ordinary: ['user', 'billing', 'engineer', 'tls_viewer', 'tls_admin'],
    },
    lastActive: null,
    grant: 'Give a token of a superuser, with the scope global:read: Fastly shows others less.',
  },
  controls: {
    enforced: {
      version: 1,
      fix: 'As a superuser, open Account › Company settings and require two-factor authentication of everybody.',
    },
    enrolled: {
      version: 1,
      fix: 'Ask the person to set it up under Account › Personal profile › Two-factor authentication, or delete the user. Where everybody must sign in through Google, attest sign-in.single-sign-on.',
    },
  },
  untold: [
    'Fastly does not say when somebody was last there.',
    'Which services somebody may change is not collected, nor are API tokens.',
  ],
  setup: {
    example: ['customer: YOUR_CUSTOMER_ID            # the customer’s id'],
    scopes: ['global:read'],
    steps: [
      'As a superuser, open Account › API tokens in Fastly and create a personal token.',
      'Choose the scope Read-only access (global:read) alone, access to all services, and an end that somebody will remember.',
      'The token acts as the person who made it: make it anew when that person leaves.',
    ],
  },
};
