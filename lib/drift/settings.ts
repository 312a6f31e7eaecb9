import type { Setting } from '../evidence/compared.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/** Settings that were made, changed or removed. Both lists were seen whole. */
export function settingDrift(run: string, before: Iterable<Setting>, after: Iterable<Setting>): DriftEvent[] {
  const [was, is] = [byPlace(before), byPlace(after)];
  const places = [...new Set([...was.keys(), ...is.keys()])].sort();
  return places.flatMap((place) => {
    const [from, to] = [was.get(place) ?? null, is.get(place) ?? null];
    if (from === to) return [];
    const message = `It was ${from ?? 'not set'} and is now ${to ?? 'not set'}.`;
    return [
      driftEvent(run, {
        type: 'setting.changed',
        control: null,
        subject: place,
        before: from,
        after: to,
        message,
      }),
    ];
  });
}

/** The values by place. Several of one place are told together, so that none hides another. */
function byPlace(settings: Iterable<Setting>): Map<string, string> {
  const found = new Map<string, string[]>();
  for (const { place, value } of settings) found.set(place, [...(found.get(place) ?? []), value]);
  return new Map([...found].map(([place, values]) => [place, values.sort().join(' and ')]));
}
