import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { isDeleted } from './deleted.ts';
import { metadata } from './metadata.ts';

/** Fastly: whether a customer requires two-factor authentication, and which of its users have it. */
export const fastly: ProviderDeclaration = {
  id: 'fastly',
  title: 'Fastly',
  settings: {
    customer: { form: '[A-Za-z0-9]+', words: 'the customer’s id, of Account › Company profile in Fastly' },
  },
  host: 'https://api.fastly.com',
  auth: { kind: 'header', name: 'Fastly-Key', what: 'an API token with the scope global:read' },
  tokens: [],
  // Fastly’s limit of 1,000 an hour is on requests that change something; a 429 is waited out.
  limits: { perMinute: null },
  organization: {
    ask: '/customer/{customer}',
    id: { at: 'id', is: '{customer}' },
    name: { at: 'name', missing: 'unknown' },
    mfaEnforced: { at: 'force_2fa', missing: 'hidden' },
    singleSignOn: { at: 'force_sso', missing: 'unknown' },
    grant: 'Give a token of a superuser, with the scope global:read.',
  },
  members: {
    lists: [{ ask: '/customer/{customer}/users', items: null, paging: 'none', total: null }],
    // A user's login is their address.
    people: { id: 'id', account: null, email: { at: 'login', missing: 'hidden' }, login: null },
    invited: null,
    // Not `locked`: that is locked for editing.
    disabled: isDeleted,
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
  ...metadata,
};
