import { CollectError } from '../../evidence/problem.ts';
import { parseJson } from '../../http/json.ts';
import { addressAt, linksOf } from '../../http/links.ts';
import { readPages } from '../../http/pages.ts';
import { isObject } from '../../providers/read-fields.ts';
import { type ProviderRequest, type ProviderResponse, type Reading, send } from '../../providers/reader.ts';
import type { Path } from '../fields.ts';
import { fill } from '../fill.ts';
import type { Address, ListEndpoint, Paging } from '../paging.ts';
import type { SettingValues } from '../settings.ts';
import { asText, lookUp } from './look.ts';

/** Who is asked, and where. */
export interface Place {
  readonly title: string;
  /** The endpoint, or the provider's own address. */
  readonly base: string;
  /** The provider's own address. */
  readonly own: string;
  readonly settings: SettingValues;
}

/** People as they came, not looked at yet. */
export interface ListPage {
  readonly items: readonly unknown[];
  /** How many the whole list holds, where the answer says. */
  readonly total: number | null;
  /** What leads to the next page. Throws where that cannot be told, which is no reason to leave this page. */
  next(): unknown;
}

/** Asks one thing. `values`: what its path is made of besides the settings. */
export function* requestOne(
  place: Place,
  address: Address,
  where: string,
  values: Readonly<Record<string, unknown>> = {},
): Reading<never, ProviderRequest, unknown> {
  const { text } = yield* get(addressOf(place, address, {}, values));
  return parseJson(text, where);
}

/** Page by page, to the end. */
export function requestList<Row>(
  place: Place,
  list: ListEndpoint,
  take: (page: ListPage) => Reading<Row, ProviderRequest, unknown>,
): Reading<Row, ProviderRequest> {
  let [number, before] = [0, 0];
  return readPages(
    function* (token) {
      number += 1;
      const where = `Page ${number} of ${place.title}’s members`;
      const response = yield* get(pageAddress(place, list, token));
      const page = pageOf(place, list, { response, where, token, before });
      before += page.items.length;
      return page;
    },
    { next: (page) => page.next(), items: ({ items }) => items },
    take,
  );
}

function get(url: string): Reading<never, ProviderRequest, ProviderResponse> {
  return send<ProviderRequest>({ method: 'GET', url });
}

function addressOf(
  { base, settings }: Place,
  address: Address,
  more: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>> = {},
): string {
  const known = { ...settings, ...values };
  const [path = '', ...asked] = address.split('?');
  const written = [...new URLSearchParams(asked.join('?'))];
  const query = new URLSearchParams(
    written.map(([name, value]) => [name, fill(value, known)] as [string, string]),
  );
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return `${base}${fill(path, known, encodeURIComponent)}${query.size === 0 ? '' : `?${query}`}`;
}

function pageAddress(place: Place, list: ListEndpoint, token: string | undefined): string {
  const { ask, paging } = list;
  const parameter = parameterOf(paging);
  if (token !== undefined && parameter === null) return token;
  const first = typeof paging === 'object' && 'page' in paging ? String(paging.first) : undefined;
  const value = token ?? first;
  return addressOf(place, ask, parameter === null || value === undefined ? {} : { [parameter]: value });
}

/** What says which page is asked for; null where that is an address of its own. */
function parameterOf(paging: Paging): string | null {
  if (typeof paging === 'string' || 'address' in paging) return null;
  return 'page' in paging ? paging.page : 'offset' in paging ? paging.offset : paging.parameter;
}

interface Came {
  readonly response: ProviderResponse;
  readonly where: string;
  readonly token: string | undefined;
  /** How many came on the pages before. */
  readonly before: number;
}

function pageOf(place: Place, list: ListEndpoint, came: Came): ListPage {
  const { response, before, where } = came;
  const body = parseJson(response.text, where);
  const items = itemsOf(body, list, where);
  const total = credible(totalOf(list, body, response), items);
  const seen = before + items.length;
  return {
    items,
    total,
    next: () => nextOf(place, list.paging, { ...came, body, seen, total, ...fillingOf(list, items) }),
  };
}

/** One that counts fewer than come with it counts something else. */
function credible(total: number | null, { length }: readonly unknown[]): number | null {
  return total !== null && total < length ? null : total;
}

function totalOf({ total }: ListEndpoint, body: unknown, response: ProviderResponse): number | null {
  if (total === null) return null;
  if (typeof total === 'string' || isList(total)) return countAt(body, total);
  const written = response.header(total.header) ?? '';
  return /^\d{1,15}$/.test(written) ? Number(written) : null;
}

function isList(total: NonNullable<ListEndpoint['total']>): total is readonly string[] {
  return Array.isArray(total);
}

function itemsOf(body: unknown, { items, says }: ListEndpoint, where: string): readonly unknown[] {
  const found = items === null ? body : typeof items === 'function' ? items(body) : lookUp(body, items);
  if (Array.isArray(found)) return says ? found.map((one) => withSaid(one, says, where)) : found;
  throw new CollectError(
    'malformed',
    `${where} is not of the documented shape: there is no list${items === null || typeof items === 'function' ? '' : ` at ${asText(items)}`}. Check that the endpoint is the provider’s own; if it is, the provider changed its answers.`,
  );
}

/** Throws where somebody says other of themselves than their being on this list does: then the list is not the one that was asked for. */
function withSaid(one: unknown, says: NonNullable<ListEndpoint['says']>, where: string): unknown {
  for (const [name, value] of Object.entries(says)) {
    const own = lookUp(one, [name]);
    if (isObject(one) && own !== undefined && own !== null && own !== value)
      throw new CollectError(
        'malformed',
        `${where} holds somebody with another ${name} than was asked for. What being on it says of anybody is not known: report it; the provider changed its answers.`,
      );
  }
  return { ...(isObject(one) ? one : {}), ...says };
}

interface Seen extends Came {
  readonly body: unknown;
  readonly seen: number;
  readonly total: number | null;
  readonly empty: boolean;
  readonly full: boolean;
}

/** What leads to the next page; undefined or null where this one is the last. */
function nextOf(place: Place, paging: Paging, came: Seen): unknown {
  const { body, where } = came;
  if (paging === 'none') return null;
  if (paging === 'link') return linkedPage(place, headerOf(came, 'link'), where);
  if ('address' in paging) {
    const next = lookUp(body, paging.address);
    return typeof next === 'string' && next !== '' ? addressAt(place, next, where) : next;
  }
  if ('cursor' in paging) return cursorIn(lookUp(body, paging.cursor), paging.parameter);
  if ('header' in paging) return headerOf(came, paging.header);
  if ('page' in paging) return nextNumber(paging, came);
  return came.empty || came.seen === came.total ? null : String(came.seen);
}

/**
 * The header that says whether there is more. Throws `truncated` where it did not come with a page as full as was asked for, and
 * nothing counts the list: a proxy may have taken it away.
 */
function headerOf({ full, response, total, where }: Seen, name: string): string | null {
  const header = response.header(name);
  if (header !== null || !full || total !== null) return header;
  throw new CollectError(
    'truncated',
    `${where} is as full as was asked for, and has no header ${name}, which would say whether there is more. Check that no proxy in between takes it away.`,
  );
}

function fillingOf(list: ListEndpoint, items: readonly unknown[]): Pick<Seen, 'empty' | 'full'> {
  return { empty: items.length === 0, full: isFull(list, items) };
}

/** Names by which vendors are told how many to give at once: `per_page`, `page[size]`, `pageSize`, `limit`, `count`, `max`. */
const sizeName = /size|limit|per_?page|count|max/i;

/** Whether a page holds as many as its query asks for. */
function isFull({ ask }: ListEndpoint, { length }: readonly unknown[]): boolean {
  const [, ...query] = ask.split('?');
  const asked = [...new URLSearchParams(query.join('?'))];
  return length > 0 && asked.some(([name, value]) => sizeName.test(name) && Number(value) === length);
}

/** A vendor may give its cursor within the next page's address, of which nothing else is followed. */
function cursorIn(next: unknown, parameter: string): unknown {
  if (typeof next !== 'string' || !/^https?:/.test(next) || !URL.canParse(next)) return next;
  // Without it the address is asked for as it came: that a list ends, an empty cursor in an address does not say.
  return new URL(next).searchParams.get(parameter) || next;
}

function linkedPage(place: Place, header: string | null, where: string): string | null {
  const next = linksOf(header, where).find(({ relations }) => relations.includes('next'));
  return next && next.parameters.results !== 'false' ? addressAt(place, next.address, where) : null;
}

function nextNumber(
  paging: Extract<Paging, { readonly page: string }>,
  { body, empty, seen, token, total }: Seen,
): string | null {
  const pages = paging.pages === null ? null : countAt(body, paging.pages);
  const number = Number(token ?? paging.first);
  const place = number - paging.first + 1;
  // Where somebody is on a page beyond the last, the number of pages counts something else.
  const counts = pages !== null && (empty || place <= pages);
  const more = counts ? place < pages : seen !== total && !empty;
  return more ? String(number + 1) : null;
}

/** A count that an answer gives; null where it gives none. */
export function countAt(body: unknown, at: Path): number | null {
  const count = lookUp(body, at);
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}
