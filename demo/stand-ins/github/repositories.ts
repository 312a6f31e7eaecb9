import { createHash } from 'node:crypto';
import type { Ask } from '../serve/stand-in.ts';
import { githubRefusal } from './refusals.ts';
import type { GitHubCommit, GitHubRepository, GitHubWorld } from './world.ts';

type Files = ReadonlyMap<string, string>;

/** A commit with what the repository held after it and before it. */
interface Point {
  readonly commit: GitHubCommit;
  readonly sha: string;
  readonly before: Files;
  readonly after: Files;
  readonly parent: string | null;
}

/** What lies at a path: a file with its text, a folder as a list, or 404. */
export function showContent(ask: Ask, world: GitHubWorld): Response {
  const history = historyOf(ask, world, ask.req.query('ref'));
  if (history instanceof Response) return history;
  const path = pathIn(ask);
  const files = history[0]?.after ?? new Map<string, string>();
  const text = files.get(path);
  if (text !== undefined) return ask.json(fileOf(path, text));
  const inside = [...files.keys()].filter((name) => name.startsWith(`${path}/`));
  if (inside.length === 0) return refuse(ask, 404);
  return ask.json(inside.map((name) => entryOf(name, files.get(name) ?? '')));
}

/** Commits, newest first; with a `path`, those that touched it, by removing it or moving it away as well. */
export function listCommits(ask: Ask, world: GitHubWorld): Response {
  const { path, sha, per_page = '30', page = '1' } = ask.req.query();
  const history = historyOf(ask, world, sha);
  if (history instanceof Response) return history;
  if (history.length === 0) return ask.json(githubRefusal(404, '', 'Git Repository is empty.'), 409);
  const touching = history.filter((point) => path === undefined || touches(point, path));
  const size = Math.min(Math.max(1, Number(per_page) || 30), 100);
  const from = (Math.max(1, Number(page) || 1) - 1) * size;
  const url = new URL(ask.req.url);
  url.searchParams.set('page', String(Number(page) + 1));
  const more = from + size < touching.length ? { link: `<${url.href}>; rel="next"` } : {};
  return ask.json(touching.slice(from, from + size).map(commitOf), 200, more);
}

/** One commit with the files that it changed, 300 to a page. */
export function showCommit(ask: Ask, world: GitHubWorld): Response {
  const history = historyOf(ask, world, ask.req.param('sha'));
  if (history instanceof Response) return history;
  const [point] = history;
  if (!point) return refuse(ask, 422);
  const files = changesIn(point);
  const page = Math.max(1, Number(ask.req.query('page')) || 1);
  const url = new URL(ask.req.url);
  url.searchParams.set('page', String(page + 1));
  const more = page * filesOnPage < files.length ? { link: `<${url.href}>; rel="next"` } : {};
  const shown = files.slice((page - 1) * filesOnPage, page * filesOnPage);
  return ask.json({ ...commitOf(point), files: shown }, 200, more);
}

const filesOnPage = 300;

/** The history that ends at a branch or commit, newest first; 404 where either is not there. */
function historyOf(ask: Ask, world: GitHubWorld, ref: string | undefined): readonly Point[] | Response {
  const name = `${ask.req.param('owner')}/${ask.req.param('repo')}`.toLowerCase();
  const found = world.repositories?.find(
    (one) => `${world.organization.login}/${one.name}`.toLowerCase() === name,
  );
  if (!found) return refuse(ask, 404);
  const points = pointsOf(found);
  if (ref === undefined || ref === (found.branch ?? 'main')) return points.toReversed();
  const at = points.findIndex(({ sha }) => sha === ref);
  return at < 0 ? refuse(ask, 404) : points.slice(0, at + 1).reverse();
}

function pointsOf({ commits }: GitHubRepository): Point[] {
  const points: Point[] = [];
  for (const commit of commits) {
    const before: Files = points.at(-1)?.after ?? new Map();
    const after = new Map(before);
    for (const [from, to] of Object.entries(commit.moves ?? {})) {
      after.set(to, before.get(from) ?? '');
      after.delete(from);
    }
    for (const [path, text] of Object.entries(commit.files ?? {}))
      if (text === null) after.delete(path);
      else after.set(path, text);
    const parent = points.at(-1)?.sha ?? null;
    points.push({ commit, before, after, parent, sha: hash(`${parent} ${JSON.stringify(commit)}`) });
  }
  return points;
}

function touches({ before, after, commit }: Point, path: string): boolean {
  if (commit.modes?.includes(path)) return true;
  const under = (files: Files) =>
    JSON.stringify([...files].filter(([name]) => name === path || name.startsWith(`${path}/`)).sort());
  return under(before) !== under(after);
}

function changesIn({ before, after, commit }: Point): object[] {
  const moved = new Map(Object.entries(commit.moves ?? {}).map(([from, to]) => [to, from]));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((filename) => {
    const [old, now, from] = [before.get(filename), after.get(filename), moved.get(filename)];
    if (from !== undefined && now !== undefined)
      return [changed(filename, 'renamed', before.get(from), now, { previous_filename: from })];
    if (old === now && commit.modes?.includes(filename)) return [changed(filename, 'modified', old, now)];
    if (old === now || commit.moves?.[filename] !== undefined) return [];
    return [
      changed(filename, old === undefined ? 'added' : now === undefined ? 'removed' : 'modified', old, now),
    ];
  });
}

function changed(filename: string, status: string, old?: string, now?: string, more: object = {}): object {
  const changes = old === now ? 0 : linesOf(old) + linesOf(now);
  return {
    sha: hash(now ?? ''),
    filename,
    status,
    additions: linesOf(now),
    deletions: linesOf(old),
    changes,
    ...more,
  };
}

function linesOf(text = ''): number {
  return text === '' ? 0 : text.split('\n').length;
}

function commitOf({ commit: { committed, date }, sha, parent }: Point): object {
  const person = { name: 'Ana', email: 'ana@acme.example', date };
  const committer = { ...person, date: committed ?? date };
  return {
    sha,
    node_id: `C_${sha}`,
    commit: { author: person, committer, message: 'Change a policy', comment_count: 0 },
    parents: parent === null ? [] : [{ sha: parent }],
  };
}

/** Above a megabyte GitHub gives the size and no text. */
function fileOf(path: string, text: string): object {
  const bytes = Buffer.from(text);
  const large = bytes.length > 1_048_576;
  return {
    ...entryOf(path, text),
    encoding: large ? 'none' : 'base64',
    content: large ? '' : bytes.toString('base64').replace(/.{60}/g, '$&\n'),
  };
}

/** A file as the folder that it is in lists it. */
function entryOf(path: string, text: string): object {
  const size = Buffer.byteLength(text);
  return { type: 'file', name: path.split('/').at(-1), path, sha: hash(text), size };
}

/** The rest of the address after `/contents/`, as it was before it was put into an address. */
function pathIn(ask: Ask): string {
  const [, rest = ''] = new URL(ask.req.url).pathname.split('/contents/');
  return decodeURIComponent(rest);
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function refuse(ask: Ask, status: 404 | 422): Response {
  return ask.json(githubRefusal(status, ask.req.path), status);
}
