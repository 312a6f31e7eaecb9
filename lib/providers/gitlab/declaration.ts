import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { isBot } from './bots.ts';
import { disagree, listsOf, saas, settingOf } from './lists.ts';
import { metadata } from './metadata.ts';

/** GitLab: whether a group, or a whole instance, requires two-factor authentication, and who has it. */
export const gitlab: ProviderDeclaration = {
  id: 'gitlab',
  title: 'GitLab',
  settings: {
    group: {
      form: '(?!\\d+$)[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*',
      words: 'the group’s path, as in its address: acme of https://gitlab.com/acme',
      default: '',
    },
    instance: { is: 'flag', default: false },
    server: { is: 'server', default: saas },
  },
  disagree,
  host: '{server}',
  auth: {
    kind: 'header',
    name: 'private-token',
    what: 'a token with read_api, of an owner of the group or an administrator of the instance',
  },
  tokens: [['a GitLab token', '\\bgl(?:pat|ptt|soat|rt|dt|cbt|ft|oas)-[A-Za-z0-9_.-]{20,}']],
  // The settings of an instance hold keys of other services.
  secretFields:
    'secret|password|token|credential|dsn|(?:api|private|access|client|license)_?key|_key$|_pass$',
  // GitLab.com allows 2,000 requests a minute to one user, and an instance what its administrator sets.
  limits: { perMinute: 1_500 },
  organization: {
    ask: settingOf,
    id: ({ instance }) => (instance ? { at: null, is: '{server}' } : { at: 'full_path', is: '{group}' }),
    name: { at: 'full_name', missing: 'unknown' },
    mfaEnforced: { at: 'require_two_factor_authentication', missing: 'hidden' },
    singleSignOn: null,
    grant: 'Use a token with read_api of an owner of the group, or of an administrator for a whole instance.',
  },
  members: {
    lists: listsOf,
    people: {
      id: 'id',
      account: null,
      email: { at: 'email', missing: 'unknown' },
      login: { at: 'username', missing: 'hidden' },
    },
    // Waits for a seat. Lists of accounts have no memberships in them.
    invited: { at: 'membership_state', yes: ['awaiting'], no: ['active'], missing: 'no' },
    disabled: {
      at: 'state',
      yes: ['blocked', 'blocked_pending_approval', 'banned', 'ldap_blocked'],
      // Whoever is deactivated comes back by signing in.
      no: ['active', 'deactivated'],
      missing: 'unknown',
    },
    service: isBot,
    mfaEnrolled: { at: 'two_factor_enabled', missing: 'hidden' },
    mfaEnforced: null,
    singleSignOn: null,
    roles: null,
    lastActive: { at: 'last_activity_on', as: 'date', missing: 'unknown' },
    grant: 'Use a token with read_api of an owner of the group, or of an administrator for a whole instance.',
  },
  ...metadata,
};
