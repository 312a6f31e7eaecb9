import type { AlertItem } from './alert.ts';
import { dayOf, item } from './item-text.ts';
import type { AlertNight } from './night.ts';

const fix =
  'Find out what cut it off. If nobody knows, compare what it collected with the provider: its evidence names each request.';

/** Nights that were cut off: between that and their seal, nothing vouched for what they had collected. */
export function lateItems(night: AlertNight): AlertItem[] {
  return night.endedLate.map(({ run, at, seal }) =>
    item({
      name: `night of ${dayOf(run, night)}`,
      what: `The run of ${run} was cut off, and a later start ended and sealed it at ${at}.`,
      fix,
      evidence: [seal],
    }),
  );
}
