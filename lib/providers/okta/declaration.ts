import type { ProviderDeclaration } from '../../declared/declaration.ts';
import type { ListEndpoint } from '../../declared/paging.ts';
import { hasSecondFactor } from './factors.ts';

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
      is: 'text',
      form: '(?:[a-z0-9-]+\\.)+[a-z]+',
      words: 'the domain of the Okta organization, such as acme.okta.com, without -admin',
      default: null,
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
  limits: {
    perMinute: 500,
    source:
      'Okta allows 600 requests a minute of what is asked of single users, and tells with every answer.',
  },
  organization: null,
  members: {
    // Whoever was deactivated is not on the list of everybody.
    lists: [listOf({}), listOf({ filter: 'status eq "DEPROVISIONED"' })],
    each: {
      path: '/api/v1/users/{id}/factors',
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
  controls: {
    enforced: null,
    enrolled: {
      version: 1,
      fix: 'Ask the person to set up a factor other than e-mail and the security question under Settings › Security Methods, or deactivate the user.',
    },
  },
  untold: [
    'Who is an administrator is not collected, nor which applications somebody is assigned.',
    'Whether somebody who comes in through another identity provider has a second factor there is not collected.',
  ],
  setup: {
    example: ['domain: YOUR_ORG.okta.com             # the organization’s own, of Okta'],
    scopes: ['okta.users.read', 'okta.factors.read', 'okta.policies.read'],
    steps: [
      'In the Okta Admin Console, create an app integration of the kind API Services, with a public key in place of a secret, and without DPoP.',
      'Grant it okta.users.read, okta.factors.read and okta.policies.read, and no others, and assign it the role Read-only Administrator.',
      'Give its client id and private key as JSON: { "clientId": "…", "privateKey": "…", "keyId": "…" }, the key as PEM or as a JSON Web Key. Or, as a read-only administrator, create an API token under Security › API › Tokens, and give that; it ends when it was not used for 30 days.',
    ],
  },
};

function listOf(parameters: NonNullable<ListEndpoint['parameters']>): ListEndpoint {
  return {
    path: '/api/v1/users',
    parameters,
    items: null,
    paging: { kind: 'link', size: { parameter: 'limit', is: 200 } },
    total: null,
  };
}
