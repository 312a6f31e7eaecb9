import type { GitLabWorld } from '../../../../demo/stand-ins/gitlab/world.ts';
import { startGitLab } from '../../../../demo/stand-ins/gitlab.ts';
import { counted, crew, tried } from '../declared.ts';

const world: GitLabWorld = {
  group: { full_path: 'acme', require_two_factor_authentication: true },
  settings: {},
  users: crew(105).map((username, index) => ({ id: 4711_0000 + index, username, two_factor_enabled: true })),
};

export const gitlab = tried({
  connection: 'gitlab',
  alone: {
    keys: { group: 'acme', server: 'https://gitlab.acme.example' },
    people: world.users.flatMap(({ id, username }) => [String(id), username]),
    async start(now) {
      const standIn = await startGitLab(() => world, { now });
      return { standIn, credential: standIn.token() };
    },
  },
  organization: { path: /\/groups\/acme$/, field: 'require_two_factor_authentication' },
  members: {
    path: /\/members\/all$/,
    pages: 100,
    field: 'two_factor_enabled',
    next: 'token',
    instead: {
      'a list with nobody on it': counted['a list with nobody on it'],
      'an empty page before the last': {
        ends: 'partial truncated',
        because: 'Pages are numbered, so that whoever was on it is lost; the total says that there are more.',
      },
      'a page of the wrong shape': {
        ends: 'partial truncated',
        because: 'The total stands in a header, and still counts those who are not on the page.',
      },
    },
  },
});
