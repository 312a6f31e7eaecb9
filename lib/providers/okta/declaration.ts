import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { ListEndpoint } from '../../declared/paging.ts';
import { hasSecondFactor } from './factors.ts';
import { metadata } from './metadata.ts';

/** Words of Okta's for somebody who has access. Locked out, expired and in recovery, they come back by themselves. */
const active = ['ACTIVE', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'RECOVERY'];
const invited = ['STAGED', 'PROVISIONED'];
const gone = ['SUSPENDED', 'DEPROVISIONED'];

/** Okta: its users, each with their factors. Policies are read beside. */
export const okta: ProviderDeclaration = {
  id: 'okta',
  title: 'Okta',
  settings: {
    domain: {
      form: '(?:[a-z0-9-]+\\.)+[a-z]+',
      words: 'the domain of the Okta organization, such as acme.okta.com, without -admin',
    },
  },
  host: 'https://{domain}',
  auth: {
    kind: 'token-or-key',
    name: 'authorization',
    prefix: 'SSWS ',
    address: 'https://{domain}/oauth2/v1/token',
    scope: 'okta.users.read okta.factors.read okta.policies.read',
    what: 'an API token, or a client id and its private key as JSON',
  },
  tokens: [],
  // Okta allows 600 requests a minute of what is asked of single users, and tells with every answer.
  limits: { perMinute: 500 },
  organization: null,
  members: {
    // Whoever was deactivated is not on the list of everybody.
    lists: [listOf('limit=200'), listOf('filter=status eq "DEPROVISIONED"&limit=200')],
    each: {
      ask: '/api/v1/users/{id}/factors',
      as: 'factors',
      of: ({ status }) => !(typeof status === 'string' && [...invited, ...gone].includes(status)),
    },
    directory: { aliases: null, guest: () => false },
    people: {
      id: 'id',
      account: null,
      email: { at: 'profile.email', missing: 'hidden' },
      login: { at: 'profile.login', missing: 'unknown' },
    },
    invited: { at: 'status', yes: invited, no: [...active, ...gone], missing: 'hidden' },
    disabled: { at: 'status', yes: gone, no: [...active, ...invited], missing: 'hidden' },
    service: null,
    mfaEnrolled: hasSecondFactor,
    mfaEnforced: null,
    singleSignOn: null,
    roles: null,
    lastActive: { at: 'lastLogin', as: 'rfc3339', missing: 'never' },
    grant:
      'Give the app okta.users.read and okta.factors.read and the role of a read-only administrator, or make the token as one.',
  },
  ...metadata,
};

function listOf(query: string): ListEndpoint {
  return { ask: `/api/v1/users?${query}`, items: null, paging: 'link', total: null };
}
