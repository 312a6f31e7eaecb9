import { type Kind, pairKey } from './fact.ts';
import type { Facts } from './register.ts';
import type { Roster } from './roster.ts';

/** What of a derivation is looked at. */
interface Known {
  readonly facts: Facts;
  readonly roster: Roster;
}

/** Everybody who may have something by a fact of their own: one names the two of them, or casts doubt on all that they have. */
export function namedBy(facts: Facts, kind: Kind, of: string): readonly string[] {
  const start = pairKey(kind, of, '');
  return [...facts.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}

/** Those who may have come into anything. */
export function unsettled({ facts, roster }: Known, under: 'person' | 'newcomer'): readonly string[] {
  const start = `${under} `;
  return [...facts].flatMap(([key, found]) => {
    const id = key.slice(start.length);
    const isSomeone = key.startsWith(start) && roster.people.has(id);
    return isSomeone && found.some(({ onlyHeld, outcome }) => outcome === 'unknown' && !onlyHeld) ? [id] : [];
  });
}
