import { CollectError } from '../../../evidence/problem.ts';
import { parseJson } from '../../../http/json.ts';
import { readPages } from '../../../http/pages.ts';
import { type ProviderRequest, type Reading, send } from '../../reader.ts';
import { addressAt, nextPage, publicBase } from './links.ts';
import { type TokenFacts, tokenFacts } from './token-facts.ts';

/** Which organization is asked, and where. */
export interface Place {
  readonly endpoint: string | null;
  readonly org: string;
  /** Its people sign in at an identity provider: GitHub has no second factor of theirs to tell of. */
  readonly managed?: boolean;
}

export type List = 'members' | 'outside_collaborators';

/** Which of the people on a list are asked for. */
export interface PeopleFilter {
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

/** A reading of GitHub that keeps nothing itself. */
export type Requests<Result> = Reading<never, ProviderRequest, Result>;

interface Given {
  readonly body: unknown;
  readonly link: string | null;
  readonly token: TokenFacts;
}

/** As many as fit on a page. */
const largestPage = 100;

export function baseOf({ endpoint }: Pick<Place, 'endpoint'>): string {
  return endpoint ?? publicBase;
}

export function requestOrganization(place: Place): Requests<Given> {
  return get(`${baseOf(place)}/orgs/${encodeURIComponent(place.org)}`, 'The organization');
}

/** One person of the enterprise, beside how many licences there are. */
export function requestLicenses({ endpoint }: Pick<Place, 'endpoint'>, enterprise: string): Requests<Given> {
  const path = `/enterprises/${encodeURIComponent(enterprise)}/consumed-licenses?per_page=1`;
  return get(`${baseOf({ endpoint })}${path}`, 'The count of licences');
}

/** Page by page, in GitHub's order. At most 100 on a page. */
export function requestPeople<Row>(
  place: Place,
  list: List,
  filter: PeopleFilter,
  take: (page: Page) => Reading<Row, ProviderRequest, unknown>,
  pageSize: number = largestPage,
): Reading<Row, ProviderRequest> {
  const base = baseOf(place);
  const first = `${base}/orgs/${encodeURIComponent(place.org)}/${list}?${query({ ...filter, per_page: pageSize })}`;
  let number = 0;
  return readPages(
    function* (url = first) {
      const where = `Page ${++number} of ${list} (${Object.values(filter).join(', ')})`;
      const { body, link } = yield* get(url, where);
      const items = listIn(body, where);
      // Without a Link header a page that is full may have lost it on the way.
      if (link === null && items.length >= largestPage) return { items, next: `${first}&page=${number + 1}` };
      const next = nextPage(link, where);
      return { items, next: next === null ? null : addressAt(base, next, where) };
    },
    { next: (page) => page.next, items: (page) => page.items },
    take,
  );
}

/** One answer. GitHub says with each what the token may do. */
export function* get(url: string, where: string): Requests<Given> {
  const response = yield* send<ProviderRequest>({ method: 'GET', url });
  const token = tokenFacts(response);
  if (token.expires !== null && !Number.isNaN(Date.parse(token.expires)))
    yield { source: { credentialEnds: token.expires } };
  if (token.scopes) yield { source: { scopes: token.scopes } };
  refuseParts(response.header('x-github-sso'), where);
  return { body: parseJson(response.text, where), link: response.header('link'), token };
}

export function query(parameters: Readonly<Record<string, string | number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

export function listIn(body: unknown, where: string): readonly unknown[] {
  if (Array.isArray(body)) return body;
  throw new CollectError(
    'malformed',
    `${where} is no list, where GitHub documents one. Check that the endpoint is GitHub's.`,
  );
}

/** GitHub leaves out what lies behind a single sign-on that the token was not admitted to, and says so beside the list. */
function refuseParts(sso: string | null, where: string): void {
  if (!sso?.startsWith('partial-results')) return;
  throw new CollectError(
    'not-visible',
    `${where} is incomplete: the token is not authorized for the single sign-on of every organization. Authorize it under Settings › Developer settings › Personal access tokens › Configure SSO.`,
  );
}
