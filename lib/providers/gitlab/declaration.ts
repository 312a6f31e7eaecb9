import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { isBot } from './bots.ts';
import { disagree, listsOf, saas, settingOf } from './lists.ts';

/** GitLab: whether a group, or a whole instance, requires two-factor authentication, and who has it. */
export const gitlab: ProviderDeclaration = {
  id: 'gitlab',
  title: 'GitLab',
  settings: {
    group: {
      is: 'text',
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
    prefix: '',
    what: 'a token with read_api, of an owner of the group or an administrator of the instance',
  },
  tokens: [['a GitLab token', '\\bgl(?:pat|ptt|soat|rt|dt|cbt|ft|oas)-[A-Za-z0-9_.-]{20,}']],
  // The settings of an instance hold keys of other services.
  secretFields:
    'secret|password|token|credential|dsn|(?:api|private|access|client|license)_?key|_key$|_pass$',
  limits: {
    perMinute: 1_500,
    source:
      'GitLab.com allows 2,000 requests a minute to one user, and an instance what its administrator sets.',
  },
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
      yes: ['blocked', 'blocked_pending_approval', 'banned', 'deactivated', 'ldap_blocked'],
      no: ['active'],
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
  controls: {
    enforced: {
      version: 1,
      fix: 'As an owner, open the group’s Settings › General › Permissions and group features and turn on All users in this group must set up two-factor authentication; of an instance, Admin › Settings › General › Sign-in restrictions.',
    },
    enrolled: {
      version: 1,
      fix: 'Ask the person to set it up under Edit profile › Account, or remove them. Where everybody must sign in through Google, attest sign-in.single-sign-on.',
    },
  },
  untold: [
    'Members of subgroups and projects who are not in the group itself are not collected.',
    'Which role somebody has in a group or project is not collected, nor are tokens and keys.',
  ],
  setup: {
    example: [
      'group: YOUR_GROUP                     # or, of a whole instance of your own:',
      '# instance: true',
      '# server: https://gitlab.acme.example',
    ],
    scopes: ['read_api'],
    steps: [
      'As an owner of the top-level group, open Settings › Access tokens and create a group access token with the role Owner and the scope read_api alone.',
      'For a whole instance, create a personal access token with read_api of an administrator, best of an account made for it.',
      'A token ends after a year at most: renew it before.',
    ],
  },
};
