import defaults from 'npm-registry-fetch/lib/default-opts.js';
import { CollectError } from '../../../evidence/problem.ts';
import type { Fetch, FetchInit } from '../../../http/fetch.ts';
import { parseJson, readJson } from '../../../http/json.ts';
import { followPages } from '../../../http/pages.ts';
import { identity, tokensPage } from './schema.ts';

/** What is asked of npm. Errors are `CollectError`. */
export interface NpmClient {
  /** An object of user names and roles. */
  members(org: string): Promise<unknown>;
  /** An object of package names and permissions. */
  packages(org: string): Promise<unknown>;
  /** The name of the account whose token asks. */
  whoAmI(): Promise<string>;
  /** The tokens of that account. */
  tokens(): AsyncGenerator<TokensPage>;
}

/** One page of a list of tokens: items not looked at yet. */
export interface TokensPage {
  readonly items: readonly unknown[];
  /** How many there are in all, where npm says. */
  readonly total: number | null;
  /** The query of the next page. */
  readonly next: unknown;
}

export interface ClientOptions {
  readonly token: string;
  readonly fetch: Fetch;
  readonly endpoint: string | null;
}

/** Where npm is asked: the address that npm's own client knows, or the endpoint. Without a trailing slash. */
export function registryBase(endpoint: string | null): string {
  return endpoint ?? defaults.registry.replace(/\/+$/, '');
}

const tokensPath = '/-/npm/v1/tokens';

export function npmClient({ token, fetch, endpoint }: ClientOptions): NpmClient {
  const base = registryBase(endpoint);
  const headers = { accept: 'application/json', authorization: `Bearer ${token}`, 'user-agent': 'Exhibit' };
  const get = (path: string, init: FetchInit = {}) => fetch(`${base}${path}`, { ...init, headers });
  const list = async (org: string, of: string): Promise<unknown> => {
    const path = `/-/org/${encodeURIComponent(org)}/${of}`;
    const answer = await get(path).catch((error: unknown) => Promise.reject(notFound(error, org)));
    return parseJson(await answer.text(), `npm’s answer to ${path}`);
  };
  return {
    members: (org) => list(org, 'user'),
    packages: (org) => list(org, 'package'),
    whoAmI: async () =>
      (await readJson(await get('/-/whoami'), identity, 'npm’s answer to /-/whoami')).username,
    tokens: () =>
      followPages(
        async (query = 'page=0&perPage=100') =>
          // Parts of tokens are in the answer, so that it is not kept as it is.
          readTokens(await get(`${tokensPath}?${query}`, { confidential: true }), base),
        (page) => page.next,
        (page) => page.items.length === 0,
      ),
  };
}

async function readTokens(answer: Response, base: string): Promise<TokensPage> {
  const { objects, total, urls } = await readJson(answer, tokensPage, 'npm’s list of tokens');
  return { items: objects, total: total ?? null, next: nextQuery(urls?.next, base) };
}

/** npm names the next page by its whole address. Only its query is taken, so that the token goes nowhere else. */
function nextQuery(next: unknown, base: string): unknown {
  if (typeof next !== 'string' || next === '') return next;
  const url = URL.parse(next, base);
  if (url?.pathname.endsWith(tokensPath) && url.search.length > 1) return url.search.slice(1);
  throw new CollectError(
    'malformed',
    'npm named a next page of tokens that is no page of this list. The list may go on: run again, and report it if it stays.',
  );
}

/** npm says 404 where others say 401 or 403. */
function notFound(error: unknown, org: string): unknown {
  if (!(error instanceof CollectError && error.status === 404)) return error;
  return new CollectError(
    'rejected',
    `${error.message} npm answers 404 for an organization that is not there and for one that the token may not read; it does not mean that ${org} is empty. Check org, and that the token may read this organization.`,
    { cause: error },
  );
}
