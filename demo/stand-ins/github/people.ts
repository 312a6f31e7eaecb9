import { answerPage } from '../serve/pages.ts';
import type { Ask } from '../serve/stand-in.ts';
import { githubRefusal } from './refusals.ts';
import type { GitHubPerson, GitHubWorld } from './world.ts';

/** Who holds the token, which decides what GitHub shows. */
export type Viewer = 'owner' | 'member' | 'stranger';

export type ListName = 'members' | 'outside_collaborators';

const filters: Readonly<Record<string, (person: GitHubPerson) => boolean>> = {
  all: () => true,
  '2fa_disabled': ({ twoFactor }) => twoFactor === 'off',
  '2fa_insecure': ({ twoFactor }) => twoFactor === 'insecure',
};
const roles = ['all', 'admin', 'member'];
const standardSize = 30;
const largestSize = 100;

/** One page of a list of people, with the next one in the `Link` header, under the organization's number. */
export function listPeople(ask: Ask, world: GitHubWorld, list: ListName, viewer: Viewer): Response {
  const { filter = 'all', role = 'all', per_page = String(standardSize), page = '1', skip } = ask.req.query();
  const filtered = filters[filter];
  if (!filtered || !roles.includes(role)) return refuse(ask, 422);
  if (filter !== 'all' && viewer !== 'owner') return refuse(ask, 422, 'Only owners can use this filter.');
  if (list === 'outside_collaborators' && viewer === 'stranger') return refuse(ask, 403);
  const people = world.people.filter(
    (person) => belongs(person, list, role) && sees(viewer, person) && filtered(person),
  );
  const size = Math.min(Math.max(1, Number(per_page) || standardSize), largestSize);
  const number = Math.max(1, Number(page) || 1);
  const from = skip === undefined ? (number - 1) * size : Number(skip);
  return answerPage(ask, {
    number,
    items: people.map(simpleUser),
    from,
    size,
    asked: number === 1 ? null : ask.req.url,
    more: from + size < people.length,
    token: (at, next) => pageAddress(ask, world, list, { page: next, size, at }),
    body: (items) => items,
    headers: (next) => linkHeader(next, number, pageAddress(ask, world, list, { page: 1, size, at: 0 })),
  });
}

function belongs({ role }: GitHubPerson, list: ListName, asked: string): boolean {
  if (list === 'outside_collaborators') return role === 'outside';
  return asked === 'all' ? role === 'admin' || role === 'member' : role === asked;
}

function sees(viewer: Viewer, person: GitHubPerson): boolean {
  return viewer !== 'stranger' || person.public === true;
}

/** `skip` is not GitHub's: it stands in for a page that begins elsewhere than its number says, when misbehaving. */
function pageAddress(
  ask: Ask,
  { organization }: GitHubWorld,
  list: ListName,
  { page, size, at }: { page: number; size: number; at: number },
): string {
  const url = new URL(`/organizations/${organization.id}/${list}`, ask.req.url);
  for (const [name, value] of Object.entries(ask.req.query()))
    if (name !== 'skip') url.searchParams.set(name, value);
  url.searchParams.set('page', String(page));
  if (at !== (page - 1) * size) url.searchParams.set('skip', String(at));
  return url.href;
}

function linkHeader(next: string | null, number: number, first: string): Record<string, string> {
  const links = [
    ...(number > 1 ? [`<${first}>; rel="first"`] : []),
    ...(next === null ? [] : [`<${next}>; rel="next"`]),
  ];
  return links.length > 0 ? { link: links.join(', ') } : {};
}

function simpleUser({ id, login, type = 'User' }: GitHubPerson): object {
  return {
    login,
    id,
    node_id: `U_${id}`,
    avatar_url: `https://avatars.example/u/${id}`,
    url: `https://api.github.com/users/${login}`,
    html_url: `https://github.com/${login}`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

function refuse(ask: Ask, status: 403 | 422, detail?: string): Response {
  return ask.json(githubRefusal(status, ask.req.path, detail), status);
}
