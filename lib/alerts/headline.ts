import { plural } from '../text/plural.ts';
import type { AlertItem, SectionKind } from './alert.ts';

const phrases: Record<SectionKind, (count: number) => string> = {
  standard: (count) => `${plural(count, 'change')} of the standard`,
  failing: (count) => `${plural(count, 'control')} not passing`,
  lost: (count) => `${plural(count, 'connection')} not collected completely`,
  late: (count) => `${plural(count, 'night')} ended late`,
  unknown: (count) => `${count} not decided`,
  silent: (count) => `${count} no longer judged`,
  ended: (count) => `${plural(count, 'exception')} ended`,
  changed: (count) => plural(count, 'change'),
  still: (count) => `${count} still open`,
  ending: (count) => `${count} ending soon`,
  excused: (count) => `${count} newly waived`,
  redefined: (count) => `${count} passing by a changed standard`,
  recovered: (count) => `${count} passing again`,
};

const parts = 3;

/** What happened in a few words, worst first. */
export function headline(items: Record<SectionKind, readonly AlertItem[]>, nothing: boolean): string {
  if (nothing) return 'No evidence could be collected';
  const found = (Object.keys(phrases) as SectionKind[]).filter((kind) => items[kind].length > 0);
  if (found.length === 0) return 'All as it should be';
  const shown = found.slice(0, parts).map((kind) => phrases[kind](countOf(kind, items[kind])));
  return `${shown.join(', ')}${found.length > parts ? ', and more' : ''}`;
}

/** What followed from a lost connection is an item beside it, and none of its own. */
function countOf(kind: SectionKind, items: readonly AlertItem[]): number {
  return kind === 'lost' ? items.filter(({ fix }) => fix !== null).length : items.length;
}
