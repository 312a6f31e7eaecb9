import { CollectError } from '../../../evidence/problem.ts';
import { parseJson, shapedJson } from '../../../http/json.ts';
import { readPages } from '../../../http/pages.ts';
import { type ProviderRequest, type Reading, send } from '../../reader.ts';
import { identity } from './schema.ts';
import type { TokensPage } from './tokens-page.ts';

type Requests<Result> = Reading<never, ProviderRequest, Result>;

/** Where npm's own client asks, too. */
const publicRegistry = 'https://registry.npmjs.org';

/** Where npm is asked: the public registry, or the endpoint. Without a trailing slash. */
export function registryBase(endpoint: string | null): string {
  return endpoint ?? publicRegistry;
}

/** An object of names and words: of users and roles, or of packages and permissions. */
export function* requestList(base: string, org: string, of: 'user' | 'package'): Requests<unknown> {
  const path = `/-/org/${encodeURIComponent(org)}/${of}`;
  try {
    const { text } = yield* send<ProviderRequest>({ method: 'GET', url: `${base}${path}` });
    return parseJson(text, `npm’s answer to ${path}`);
  } catch (error) {
    throw notFound(error, org);
  }
}

/** The name of the account whose token asks; null where npm does not tell this token whose it is. */
export function* requestName(base: string): Requests<string | null> {
  try {
    const { text } = yield* send<ProviderRequest>({ method: 'GET', url: `${base}/-/whoami` });
    return shapedJson(text, identity, 'npm’s answer to /-/whoami').username;
  } catch (error) {
    // A token that npm does not know at all is an error.
    if (error instanceof CollectError && (error.code === 'denied' || error.status === 404)) return null;
    throw error;
  }
}

const tokensPath = '/-/npm/v1/tokens';

/** The tokens of that account, page by page; `open` reads what stands in a page's place. */
export function requestTokens<Row, Item>(
  base: string,
  open: (text: string) => TokensPage<Item>,
  take: (page: TokensPage<Item>, text: string) => Reading<Row, ProviderRequest, unknown>,
): Reading<Row, ProviderRequest> {
  let number = 0;
  return readPages(
    function* (query = 'page=0&perPage=100') {
      const url = `${base}${tokensPath}?${query}`;
      const { text } = yield* send<ProviderRequest>({
        method: 'GET',
        url,
        recordedAs: `tokens/page-${++number}.json`,
      });
      const page = open(text);
      return { page, text, next: nextQuery(page.next, base) };
    },
    { next: ({ next }) => next, items: ({ page }) => page.items },
    ({ page, text }) => take(page, text),
  );
}

/** npm names the next page by its whole address. Only its query is taken, so that the token goes nowhere else. */
function nextQuery(next: unknown, base: string): unknown {
  if (typeof next !== 'string' || next === '') return next;
  const url = URL.parse(next, base);
  if (url?.pathname.endsWith(tokensPath) && url.search.length > 1) return url.search.slice(1);
  throw new CollectError(
    'malformed',
    'npm named a next page of tokens that is no page of this list. The list may go on: run again, and report it if it happens again.',
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
