import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { Raw } from '../../declared/fields.ts';
import { isObject } from '../read-fields.ts';
import { metadata } from './metadata.ts';

/** Sentry: whether an organization requires two-factor authentication, and which of its members have it. */
export const sentry: ProviderDeclaration = {
  id: 'sentry',
  title: 'Sentry',
  settings: {
    org: { form: '[a-z0-9][a-z0-9_-]*', words: 'the organization’s slug: acme of https://acme.sentry.io' },
    server: { is: 'server', default: 'https://sentry.io' },
  },
  host: '{server}',
  auth: { kind: 'bearer', what: 'an auth token with org:read and member:read' },
  tokens: [['a Sentry token', '\\bsntry[us]_[A-Za-z0-9_=+/-]{20,}']],
  // Sentry limits by address and caller, publishes no numbers, and says with every answer how many are left.
  limits: { perMinute: null },
  organization: {
    ask: '/api/0/organizations/{org}/?detailed=0',
    id: { at: 'slug', is: '{org}' },
    name: { at: 'name', missing: 'unknown' },
    mfaEnforced: { at: 'require2FA', missing: 'hidden' },
    singleSignOn: null,
    grant: 'Give the token org:read.',
  },
  members: {
    lists: [
      { ask: '/api/0/organizations/{org}/members/?per_page=100', items: null, paging: 'link', total: null },
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
  ...metadata,
};

/** A server from before May 2026 suspends nobody, and does not tell. */
function isSuspended({ user }: Raw): boolean {
  return isObject(user) && user.isSuspended === true;
}
