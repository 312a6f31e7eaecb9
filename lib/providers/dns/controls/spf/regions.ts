import { firstOf, type Network, sizeOf, widths } from '../../../../evidence/mail/spf/address.ts';
import type { Zone } from '../../../../evidence/mail/zone.ts';
import { checkHost } from './check-host.ts';
import type { RecordMemory } from './evaluation.ts';
import type { Outcome } from './outcome.ts';

/** Addresses that a record treats alike: what it says of each, and how many there are. */
export interface Region {
  readonly family: 4 | 6;
  readonly outcomes: readonly Outcome[];
  /** The first of them. */
  readonly start: bigint;
  readonly size: bigint;
}

/** More ranges than any record in use has; beyond it the work would grow with the square. */
const mostRanges = 1000;

/**
 * All addresses of a family, divided by what `check_host()` says where mail comes from there and nothing else is known of
 * the sender. An address is held against ranges; between two neighbouring ends of ranges all are treated alike, so one
 * stands for the others. Null where there are more ranges than are looked at.
 */
export function regionsOf(zone: Zone, domain: string, family: 4 | 6): readonly Region[] | null {
  const all = 1n << BigInt(widths[family]);
  const memory: RecordMemory = new Map();
  const outcomes = new Map<bigint, readonly Outcome[]>();
  const starts = new Set([0n]);
  const seen = new WeakSet<Network>();
  const onNetwork = (network: Network) => {
    if (seen.has(network)) return;
    seen.add(network);
    const first = firstOf(network);
    for (const start of [first, first + sizeOf(network)]) if (start < all) starts.add(start);
  };
  // A set that grows while it is walked gives out what is new, too.
  for (const value of starts) {
    if (starts.size > 2 * mostRanges) return null;
    outcomes.set(
      value,
      checkHost({ zone, domain, from: { family, value }, sender: null, memory, onNetwork }),
    );
  }
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
  return sorted.map((start, at) => ({
    family,
    outcomes: outcomes.get(start) ?? [],
    start,
    size: (sorted[at + 1] ?? all) - start,
  }));
}
