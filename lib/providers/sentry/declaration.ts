import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { Raw } from '../../declared/fields.ts';
import { isObject } from '../read-fields.ts';

/** Sentry: whether an organization requires two-factor authentication, and which of its members have it. */
export const sentry: ProviderDeclaration = {
  id: 'sentry',
  title: 'Sentry',
  settings: {
    org: {
      is: 'text',
      form: '[a-z0-9][a-z0-9_-]*',
      words: 'the organization’s slug, as in its address: acme of https://acme.sentry.io',
      default: null,
    },
    server: { is: 'server', default: 'https://sentry.io' },
  },
  host: '{server}',
  auth: { kind: 'bearer', what: 'an auth token with org:read and member:read' },
  tokens: [['a Sentry token', '\\bsntry[us]_[A-Za-z0-9_=+/-]{20,}']],
  limits: {
    perMinute: null,
    source:
      'Sentry limits by address and caller, publishes no numbers, and says with every answer how many are left.',
  },
  organization: {
    ask: { path: '/api/0/organizations/{org}/', parameters: { detailed: '0' } },
    id: { at: 'slug', is: '{org}' },
    name: { at: 'name', missing: 'unknown' },
    mfaEnforced: { at: 'require2FA', missing: 'hidden' },
    singleSignOn: null,
    grant: 'Give the token org:read.',
  },
  members: {
    lists: [
      {
        path: '/api/0/organizations/{org}/members/',
        items: null,
        paging: { kind: 'link', size: { parameter: 'per_page', is: 100 } },
        total: null,
      },
    ],
    people: {
      id: 'id',
      // Nobody has an account under an address that was only invited.
      account: { at: 'user.id', missing: 'unknown' },
      email: { at: 'email', missing: 'hidden' },
      login: null,
    },
    invited: { at: 'pending', missing: 'unknown' },
    // An account that Sentry deactivated is inactive; an invitation has none.
    disabled: { any: [isSuspended, { at: 'user.isActive', yes: [false], no: [true], missing: 'unknown' }] },
    service: null,
    mfaEnrolled: { at: 'user.has2fa', missing: 'hidden' },
    mfaEnforced: null,
    singleSignOn: { at: ['flags', 'sso:linked'], missing: 'unknown' },
    roles: {
      at: 'orgRole',
      missing: 'unknown',
      privileged: ['owner', 'manager'],
      ordinary: ['admin', 'member', 'billing'],
    },
    lastActive: { at: 'user.lastActive', or: ['user.lastLogin'], as: 'rfc3339', missing: 'unknown' },
    grant: 'Give the token member:read, of an owner or a manager or of the organization itself.',
  },
  controls: {
    enforced: {
      version: 1,
      fix: 'Open Settings › Security & Privacy and turn on Require Two-Factor Authentication.',
    },
    enrolled: {
      version: 1,
      fix: 'Ask the person to set it up under User Settings › Security, or remove them from the organization. Where everybody must sign in through Google, attest sign-in.single-sign-on.',
    },
  },
  untold: [
    'Which projects and teams somebody is in is not collected.',
    'Auth tokens and integrations are not collected.',
  ],
  setup: {
    example: ['org: YOUR_ORG                         # the organization’s slug'],
    scopes: ['org:read', 'member:read'],
    steps: [
      'As an owner or manager, open Settings › Custom Integrations in Sentry and create an internal integration: its token is the organization’s, and stays when a person leaves.',
      'Grant it Organization: Read and Member: Read, and nothing else.',
      'Copy its token. A personal token with org:read and member:read of an owner will do as well.',
    ],
  },
};

/** A server from before May 2026 suspends nobody, and does not tell. */
function isSuspended({ user }: Raw): boolean {
  return isObject(user) && user.isSuspended === true;
}
