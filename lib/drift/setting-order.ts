import type { Setting } from '../evidence/compared.ts';

/** Settings of which another one goes first than did before. */
export interface OrderChange {
  readonly among: string;
  /** The places that moved, the first one first. */
  readonly before: string;
  readonly after: string;
}

/**
 * Compares in which order settings go, each place once. Numbers mean nothing by themselves: only of places that were there
 * before and are there now, and only which of two is greater.
 */
export function orderChanges(before: readonly Setting[], after: readonly Setting[]): readonly OrderChange[] {
  const [was, is] = [inOrder(before), inOrder(after)];
  return [...is].flatMap(([among, now]) => {
    const old = was.get(among) ?? new Map<string, number | null>();
    const common = [...now.keys()].filter((place) => old.has(place)).sort();
    const moved = common.filter((place) =>
      common.some((other) => compare(old, place, other) !== compare(now, place, other)),
    );
    if (moved.length === 0) return [];
    return [{ among, before: listed(old, moved), after: listed(now, moved) }];
  });
}

type Orders = ReadonlyMap<string, number | null>;

function inOrder(settings: readonly Setting[]): ReadonlyMap<string, Orders> {
  const found = new Map<string, Map<string, number | null>>();
  for (const { place, rank } of settings) {
    if (!rank) continue;
    const own = found.get(rank.among) ?? new Map<string, number | null>();
    found.set(rank.among, own.set(place, rank.order));
  }
  return found;
}

/** Which of two goes first; null where that is not known. */
function compare(orders: Orders, one: string, other: string): number | null {
  const [a, b] = [orders.get(one) ?? null, orders.get(other) ?? null];
  return a === null || b === null ? null : Math.sign(a - b);
}

/** `a > b = c`, and in the end those of which the provider did not say. */
function listed(orders: Orders, places: readonly string[]): string {
  const orderOf = (place: string) => orders.get(place) ?? Number.NEGATIVE_INFINITY;
  const sorted = places.toSorted((a, b) => orderOf(b) - orderOf(a) || (a < b ? -1 : 1));
  return sorted
    .map((place, at) => {
      const previous = sorted[at - 1];
      if (previous === undefined) return place;
      const order = compare(orders, previous, place);
      return `${order === null ? '?' : order === 0 ? '=' : '>'} ${place}`;
    })
    .join(' ');
}
