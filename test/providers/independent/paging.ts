import type { Asked, Json } from './vendor.ts';

/** One page of a list, and what asks for the one after it; null: there is none. */
export interface Cut<Next> {
  readonly page: readonly Json[];
  readonly next: Next | null;
  readonly total: number;
}

/** Vendors who link may put fewer on a page than were asked for. */
const onOnePage = 2;

/** By cursors that mean nothing to the caller. */
export function byCursor(asked: Asked, items: readonly Json[], cursor: string | null): Cut<string> {
  const total = items.length + (asked.twist.totalOff ?? 0);
  if (asked.twist.emptyFirst && cursor === null) return { page: [], next: 'at-0', total };
  const from = Number((cursor ?? 'at-0').slice(3));
  const next = from + onOnePage < items.length ? `at-${from + onOnePage}` : null;
  return { page: items.slice(from, from + onOnePage), next, total };
}

/** By how many come before. An asked size is obeyed up to what the vendor allows. */
export function bySkip(asked: Asked, items: readonly Json[], from: number, size: number): Cut<number> {
  const total = items.length + (asked.twist.totalOff ?? 0);
  const page = asked.twist.emptyFirst && from === 0 ? [] : items.slice(from, from + size);
  return { page, next: from + size < items.length ? from + size : null, total };
}

/** The address of this request with another value in its query, on the host that links point to. */
export function linkTo(asked: Asked, name: string, value: string): string {
  const query = new URLSearchParams(asked.query);
  query.set(name, value);
  return `${asked.twist.linksTo ?? asked.origin}${asked.path}?${query}`;
}

/** A number of the query within bounds; the default where there is none. */
export function asNumber(text: string | null, fallback: number, most = Number.MAX_SAFE_INTEGER): number {
  return Math.min(most, Number(text ?? fallback));
}
