import { readPages } from '../../../http/pages.ts';
import { type ProviderRequest, type ReaderInput, type Reading, send } from '../../reader.ts';
import { type BitwardenSettings, basesOf } from '../settings.ts';
import { idsIn, oneIn, pageIn, wholeIn } from './list.ts';

/** Where the Public API is asked, without a trailing slash. */
export interface Place {
  readonly api: string;
}

export type Requests<Result> = Reading<never, ProviderRequest, Result>;

export function placeOf({ connection }: Pick<ReaderInput<BitwardenSettings>, 'connection'>): Place {
  return { api: basesOf(connection.settings, connection.endpoint).api };
}

function* get({ api }: Place, path: string): Requests<string> {
  return (yield* send<ProviderRequest>({ method: 'GET', url: `${api}/public${path}` })).text;
}

/** A list that comes whole. */
export function* requestAll(
  place: Place,
  name: 'members' | 'groups' | 'collections' | 'policies',
): Requests<readonly unknown[]> {
  return wholeIn(yield* get(place, `/${name}`), `Bitwarden’s list of ${name}`);
}

/** One member, with what was assigned: the list of members says `collections: null` of everybody. */
export function* requestMember(place: Place, id: string): Requests<Readonly<Record<string, unknown>>> {
  return oneIn(
    yield* get(place, `/members/${encodeURIComponent(id)}`),
    id,
    `Bitwarden’s answer on the member ${id}`,
  );
}

/** The memberships of those who are in a group. */
export function* requestGroupMembers(place: Place, id: string): Requests<readonly string[]> {
  const path = `/groups/${encodeURIComponent(id)}/member-ids`;
  return idsIn(yield* get(place, path), `Bitwarden’s list of the members of the group ${id}`);
}

/** A range of time, RFC 3339. */
export interface TimeRange {
  readonly start: string;
  readonly end: string;
}

/** What happened in a range of time, page by page. */
export function requestEvents<Row>(
  place: Place,
  { end, start }: TimeRange,
  take: (items: readonly unknown[]) => Reading<Row, ProviderRequest, unknown>,
): Reading<Row, ProviderRequest> {
  return readPages(
    function* (token) {
      const query = new URLSearchParams({ start, end });
      if (token !== undefined) query.set('continuationToken', token);
      return pageIn(yield* get(place, `/events?${query}`), 'Bitwarden’s list of events');
    },
    { next: ({ token }) => token, items: ({ items }) => items },
    ({ items }) => take(items),
  );
}
