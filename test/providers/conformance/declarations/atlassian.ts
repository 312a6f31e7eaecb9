import type { AtlassianUser, AtlassianWorld } from '../../../../demo/stand-ins/atlassian/world.ts';
import { startAtlassian } from '../../../../demo/stand-ins/atlassian.ts';
import { cases, faults } from '../cases.ts';
import { answered, noList } from '../declaration.ts';
import { crew, mail, tried } from '../declared.ts';

const users: readonly AtlassianUser[] = crew(105).map((name) => ({
  accountId: `a${name}`,
  email: mail(name),
  mfaEnabled: true,
}));

const world: AtlassianWorld = { org: 'org-1', users };
const short = {
  ends: 'failed truncated',
  because: 'The count still counts those who are not on the list.',
} as const;

export const atlassian = tried({
  connection: 'atlassian',
  alone: {
    keys: { org: world.org },
    people: users.flatMap(({ accountId, email }) => [accountId, email]),
    async start(now) {
      const standIn = await startAtlassian(() => world, { now });
      return { standIn, credential: standIn.apiKey() };
    },
  },
  organization: null,
  members: {
    path: /\/users$/,
    pages: 100,
    field: 'mfaEnabled',
    next: 'token',
    instead: { 'a list with nobody on it': short },
  },
  more: {
    'the count': {
      feeds: ['member-count', 'members'],
      spoil: answered('atlassian', { path: /\/users\/count$/ }),
      ...noList('A count'),
      field: {
        name: 'count',
        missing: { ends: { 'member-count': 'failed malformed', members: 'partial malformed' } },
        null: { ends: { 'member-count': 'failed malformed', members: 'partial malformed' } },
      },
      instead: Object.fromEntries(
        faults.map((id) => [
          id,
          {
            ends: { 'member-count': `failed ${cases[id].code}`, members: `partial ${cases[id].code}` },
            because: 'People are listed all the same.',
          },
        ]),
      ),
    },
  },
});
