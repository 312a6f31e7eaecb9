import { Octokit } from '@octokit/core';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { parseJson } from '../../../http/json.ts';
import { followPages } from '../../../http/pages.ts';
import { addressAt, nextPage, publicBase } from './links.ts';

export type List = 'members' | 'outside_collaborators';

/** Which of the people on a list are asked for. */
export interface Question {
  /** The last two are for owners of the organization only. */
  readonly filter: 'all' | '2fa_disabled' | '2fa_insecure';
  /** Owners only; a filter of `members`. */
  readonly role?: 'admin';
}

/** People as they came, not looked at yet, and where the next page is. */
export interface Page {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

/** GitHub's REST API for one organization. Errors are `CollectError`. */
export interface GitHubClient {
  organization(): Promise<unknown>;
  /** Page by page, in GitHub's order. At most 100 on a page. */
  people(list: List, question: Question, pageSize?: number): AsyncGenerator<Page>;
  /** What lies at a place in a repository. */
  content(place: Place): Promise<unknown>;
  /** The newest commit that touches a place, alone in a list; none where none ever did. */
  lastCommit(place: Place): Promise<readonly unknown[]>;
  /** The files that a commit changed, at most 300 on a page. */
  changes(repository: string, sha: string): AsyncGenerator<Page & { readonly commit: unknown }>;
}

/** A document's place. Without a `ref` (a branch or a commit), the default branch. */
export interface Place {
  /** `owner/name` */
  readonly repository: string;
  readonly path: string;
  readonly ref: string | null;
}

export interface ClientOptions {
  /** Adds the authorization itself; the library is given no credential. */
  readonly fetch: Fetch;
  readonly endpoint: string | null;
  readonly org: string;
}

/** GitHub supports it until March 2028 at least; GitHub Enterprise Server knows no later one in every version. */
const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };

export function githubClient({ fetch, endpoint, org }: ClientOptions): GitHubClient {
  const base = endpoint ?? publicBase;
  const octokit = new Octokit({ baseUrl: base, userAgent: 'Exhibit/1.0.0', request: transport(fetch) });
  return {
    organization: async () => (await ask(octokit, 'The organization', { url: '/orgs/{org}', org })).body,
    people: (list, question, pageSize = largestPage) => {
      const first = { url: `/orgs/{org}/${list}`, org, ...question, per_page: pageSize };
      let number = 0;
      return followPages<Page>(
        async (url) => {
          const where = `Page ${++number} of ${list} (${Object.values(question).join(', ')})`;
          const page = await askPage(octokit, base, where, url === undefined ? first : { url });
          if (!page.unlinked || page.items.length < largestPage) return page;
          const query = new URLSearchParams({
            ...question,
            per_page: String(pageSize),
            page: String(number + 1),
          });
          return { ...page, next: `${base}/orgs/${org}/${list}?${query}` };
        },
        (page) => page.next,
        (page) => page.items.length === 0,
      );
    },
    content: async ({ repository, path, ref }) => {
      const url = `/repos/${repository}/contents/${path.split('/').map(encodeURIComponent).join('/')}`;
      return (await ask(octokit, `${repository}/${path}`, { url, ...(ref === null ? {} : { ref }) })).body;
    },
    lastCommit: async ({ repository, path, ref }) => {
      const question = { path, per_page: 1, ...(ref === null ? {} : { sha: ref }) };
      const where = `The last commit of ${repository}/${path}`;
      // The next page would be the commit before it.
      const { body } = await ask(octokit, where, { url: `/repos/${repository}/commits`, ...question });
      return listIn(body, where);
    },
    changes: (repository, sha) => {
      const where = `The commit ${sha} of ${repository}`;
      const first = `${base}/repos/${repository}/commits/${encodeURIComponent(sha)}`;
      return followPages(
        async (url = first) => {
          const { body, link } = await ask(octokit, where, { url });
          const next = nextPage(link, where);
          const items = listIn((body as { files?: unknown } | null)?.files, where);
          return { commit: body, items, next: next === null ? null : addressAt(base, next, where) };
        },
        (page) => page.next,
        (page) => page.items.length === 0,
      );
    },
  };
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * How the library asks: through our fetch, once, and handing over the body unread, because of one that is not JSON it
 * would make text without a word. What it would print about deprecation is in the evidence's headers.
 */
function transport(fetch: Fetch) {
  return { fetch, log: silent, parseSuccessResponseBody: false };
}

interface Answer {
  readonly body: unknown;
  readonly link: string | null;
}

type Address = { readonly url: string } & Readonly<Record<string, unknown>>;

/** As many as fit on a page. */
const largestPage = 100;

/** `unlinked`: there was no Link header, which on a full page may have got lost on the way rather than not been there. */
async function askPage(
  octokit: Octokit,
  base: string,
  where: string,
  address: Address,
): Promise<Page & { readonly unlinked: boolean }> {
  const { body, link } = await ask(octokit, where, address);
  const items = listIn(body, where);
  const next = nextPage(link, where);
  return { items, next: next === null ? null : addressAt(base, next, where), unlinked: link === null };
}

function listIn(body: unknown, where: string): readonly unknown[] {
  if (Array.isArray(body)) return body;
  throw new CollectError(
    'malformed',
    `${where} is no list, where GitHub documents one. Check that the endpoint is GitHub's.`,
  );
}

/** Unwraps the errors of our fetch; the library's own hold request headers. */
async function ask(octokit: Octokit, where: string, address: Address): Promise<Answer> {
  const response = await octokit.request({ method: 'GET', ...address, headers }).catch((error: unknown) => {
    throw findCollectError(error) ?? error;
  });
  refuseParts(response.headers['x-github-sso'], where);
  const body = parseJson(await new Response(response.data).text(), where);
  return { body, link: response.headers.link ?? null };
}

/** GitHub leaves out what lies behind a single sign-on that the token was not admitted to, and says so beside the list. */
function refuseParts(sso: unknown, where: string): void {
  if (typeof sso !== 'string' || !sso.startsWith('partial-results')) return;
  throw new CollectError(
    'not-visible',
    `${where} is not the whole: the token was not admitted to the single sign-on of every organization. Authorize it under Settings › Developer settings › Personal access tokens › Configure SSO.`,
  );
}
