import { describe, test } from '@jest/globals';
import type { Json } from './company.ts';
import { type Answer, json, type Meddle } from './go-between.ts';
import { lists } from './lists.ts';
import { circle, endless, instead, standstill } from './meddles.ts';
import { spring, type Trap } from './trap.ts';
import { all } from './verdicts.ts';

const users = '/admin/directory/v1/users';
const policies = '/v1/policies';
const members = '/admin/directory/v1/groups/group-field/members';
const accounts = '/v1beta1/accounts/LARCHACCOUNT/users';
const events = '/api/v2/auditevents';

const text = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body,
});
const redirect: Answer = { status: 302, headers: { location: 'https://login.example/?next=1' }, body: '' };

/** What is wrong with an answer of any list: whatever it is, nothing that needs the list passes. */
const anyList: readonly [what: string, code: string, (content: Json, list: string) => Answer | null][] = [
  ['is null', 'malformed', () => json(null)],
  ['is a list', 'malformed', (content, list) => json(content[list])],
  ['is a text', 'malformed', () => json('Service unavailable')],
  ['is empty', 'malformed', () => text('')],
  ['is JSON that breaks off', 'malformed', (content) => text(JSON.stringify(content).slice(0, -20))],
  ['is an error with status 200', 'malformed', () => json({ error: { code: 403, message: 'Forbidden' } })],
  ['has null for a list', 'malformed', (content, list) => json({ ...content, [list]: null })],
  [
    'has an object for a list',
    'malformed',
    (content, list) => json({ ...content, [list]: { ...content[list] } }),
  ],
  [
    'has null among its records',
    'malformed',
    (content, list) => json({ ...content, [list]: [...content[list], null] }),
  ],
  [
    'has a record without anything',
    'malformed',
    (content, list) => json({ ...content, [list]: [...content[list], {}] }),
  ],
  ['redirects to a page for signing in', 'rejected', () => redirect],
];

/** All lists of one provider answer wrongly at once: the smallest number of runs that sees every pair. */
const fields: Readonly<Record<string, string>> = {
  [users]: 'users',
  [policies]: 'policies',
  [members]: 'members',
  '/admin/directory/v1/groups': 'groups',
  '/admin/directory/v1/customer/my_customer/orgunits': 'organizationUnits',
  [accounts]: 'results',
  [events]: 'items',
  '/api/v2/signinattempts': 'items',
};

describe('Nothing passes when the answer', () => {
  test.concurrent.each(anyList)('%s', async (_what, code, change) => {
    const meddle: Meddle = async (question, answer) => {
      const field = fields[question.path];
      return field ? change(JSON.parse((await answer()).body), field) : answer();
    };
    const changes = Object.assign({}, ...lists.map(({ controls }) => controls));
    await spring({
      name: 'any list',
      meddle: { google: meddle, onepassword: meddle },
      datasets: Object.fromEntries(lists.map(({ dataset }) => [dataset, code])),
      // Of records that can be read, too few super admins and missing accounts are still to be seen.
      changes,
    });
  });
});

const someUsers = (change: (user: Json) => Json): Meddle =>
  instead(users, (content) => json({ ...content, users: content.users.map(change) }));
const usersLost = { ...lists[0]?.controls };
const policiesLost = { ...lists[1]?.controls };
const accountsLost = { ...lists[5]?.controls };
const eventsLost = { ...lists[6]?.controls };
const unknownPeople = {
  ...all(['google-workspace.', 'people.'], 'unknown'),
  'onepassword.account-for-every-employee': 'unknown',
  'onepassword.shared-vaults-have-a-backup': 'unknown',
  'onepassword.shared-vaults-need-to-know': 'unknown',
} as const;

const vaultsUnknown = {
  'onepassword.shared-vaults-have-a-backup': 'unknown',
  'onepassword.shared-vaults-need-to-know': 'unknown',
} as const;

const traps: readonly Trap[] = [
  {
    name: 'a population without anybody',
    meddle: { google: instead(users, ({ kind }) => json({ kind })) },
    changes: unknownPeople,
  },
  {
    name: 'a list of policies without any',
    meddle: { google: instead(policies, () => json({})) },
    changes: policiesLost,
    datasets: { 'google/two-step-policies': 'not-visible' },
  },
  {
    name: 'a list of units without any',
    meddle: {
      google: instead('/admin/directory/v1/customer/my_customer/orgunits', ({ kind }) => json({ kind })),
    },
    changes: {
      'google-workspace.mfa-enforced': 'unknown',
      'google-workspace.mfa-strong-for-admins': 'unknown',
    },
  },
  {
    name: 'an empty object in place of the list of units',
    meddle: { google: instead('/admin/directory/v1/customer/my_customer/orgunits', () => json({})) },
    changes: {
      'google-workspace.mfa-enforced': 'unknown',
      'google-workspace.mfa-strong-for-admins': 'unknown',
    },
  },
  {
    name: 'a list of groups without any',
    meddle: { google: instead('/admin/directory/v1/groups', ({ kind }) => json({ kind })) },
    changes: policiesLost,
    datasets: { 'google/groups': 'not-visible' },
  },
  {
    name: 'a list of 1Password accounts without any',
    meddle: { onepassword: instead(accounts, () => json({ results: [] })) },
    changes: {
      ...accountsLost,
      ...vaultsUnknown,
    },
    datasets: { 'onepassword/users': 'not-visible' },
  },
  {
    name: 'a next token that is a number',
    meddle: { google: instead(users, (content) => json({ ...content, nextPageToken: 7 })) },
    changes: usersLost,
    datasets: { 'google/users': 'malformed' },
  },
  {
    name: 'two tokens that lead to each other',
    meddle: { google: circle(users), onepassword: circle(accounts) },
    // A second account of somebody may stand in the part of the list that was not seen.
    changes: { ...usersLost, ...accountsLost, ...vaultsUnknown },
    datasets: { 'google/users': 'truncated', 'onepassword/users': 'truncated' },
  },
  {
    name: 'empty pages without end',
    meddle: { google: endless(users) },
    changes: { ...unknownPeople, 'evidence.complete': 'fail' },
    datasets: { 'google/users': 'truncated' },
  },
  {
    name: 'events whose cursor does not move on',
    meddle: { onepassword: standstill(events) },
    changes: eventsLost,
    datasets: { 'onepassword/events': 'truncated' },
  },
  {
    name: 'events that do not say whether there are more',
    meddle: { onepassword: instead(events, ({ cursor, items }) => json({ cursor, items })) },
    changes: eventsLost,
    datasets: { 'onepassword/events': 'malformed' },
  },
  {
    name: 'one id for two people',
    meddle: { google: someUsers((user) => (user.id === 'g-dan' ? { ...user, id: 'g-ben' } : user)) },
    changes: usersLost,
    datasets: { 'google/users': 'malformed' },
  },
  {
    name: 'one address for two people',
    meddle: {
      google: someUsers((user) =>
        user.id === 'g-dan' ? { ...user, primaryEmail: 'BEN@larch.example' } : user,
      ),
    },
    changes: usersLost,
    datasets: { 'google/users': 'malformed' },
  },
  {
    name: 'words where Google documents true and false',
    meddle: {
      google: someUsers((user) => ({
        ...user,
        isEnrolledIn2Sv: String(user.isEnrolledIn2Sv),
        isEnforcedIn2Sv: 'yes',
        suspended: String(user.suspended),
      })),
    },
    changes: { ...usersLost, 'onepassword.shared-vaults-have-a-backup': 'unknown' },
    datasets: { 'google/users': 'malformed' },
  },
  {
    name: 'no token: a page of HTML, and a refused client',
    misbehave: {
      google: [{ path: '/token', do: 'not-json' }],
      onepassword: [{ path: '/v1beta1/users/oauth2/token', do: 401 }],
    },
    changes: {
      ...usersLost,
      ...policiesLost,
      'onepassword.shared-vaults-have-a-backup': 'unknown',
      'onepassword.shared-vaults-need-to-know': 'unknown',
    },
    datasets: {
      'google/users': 'malformed',
      'google/groups': 'malformed',
      'google/org-units': 'malformed',
      'google/two-step-policies': 'malformed',
      'onepassword/users': 'unauthenticated',
    },
  },
];

describe('No pass comes of', () => {
  test.concurrent.each(traps)('$name', async (trap) => void (await spring(trap)));
});

/** The list begins with a page that holds a next token and nothing else; what was there comes after it. */
const tokenAlone: Meddle = async (question, answer) => {
  const { path, query } = question;
  if (!(path in fields) || path.endsWith('/orgunits') || path.startsWith('/api/')) return answer();
  const next = path === accounts ? 'next_page_token' : 'nextPageToken';
  const asked = path === accounts ? 'page_token' : 'pageToken';
  if (query.get(asked) === null)
    return json({ [next]: 'second', ...(path === accounts ? { results: [] } : {}) });
  query.delete(asked);
  return answer();
};

test.concurrent('A page with a next token alone is followed by the next, and all is well', async () => {
  await spring({ name: 'token alone', meddle: { google: tokenAlone, onepassword: tokenAlone }, changes: {} });
});
