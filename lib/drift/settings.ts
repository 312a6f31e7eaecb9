import type { Setting } from '../evidence/compared.ts';
import { type DriftEvent, driftEvent } from './event.ts';
import { orderChanges } from './setting-order.ts';

/**
 * Settings that were made, changed or removed, and those of which another one goes first. Both lists were seen whole.
 */
export function settingDrift(run: string, before: Iterable<Setting>, after: Iterable<Setting>): DriftEvent[] {
  const [was, is] = [byPlace(before), byPlace(after)];
  const places = [...new Set([...was.keys(), ...is.keys()])].sort();
  const changed = places.flatMap((place) => {
    const [from, to] = [valueIn(was.get(place)), valueIn(is.get(place))];
    if (from === to) return [];
    const message = `It was ${from ?? 'not set'} and is now ${to ?? 'not set'}.`;
    return [changeOf(run, { subject: place, before: from, after: to, message })];
  });
  const moved = orderChanges(effective(was), effective(is)).map(({ among, before: from, after: to }) =>
    changeOf(run, {
      subject: `${among}, what goes first`,
      before: from,
      after: to,
      message: `It was ${from} and is now ${to}: where several apply to a person, another one counts.`,
    }),
  );
  return [...changed, ...moved];
}

type Change = Pick<DriftEvent, 'subject' | 'before' | 'after' | 'message'>;

function changeOf(run: string, change: Change): DriftEvent {
  return driftEvent(run, { type: 'setting.changed', control: null, ...change });
}

type ByPlace = ReadonlyMap<string, readonly Setting[]>;

function byPlace(settings: Iterable<Setting>): ByPlace {
  const found = new Map<string, Setting[]>();
  for (const setting of settings) found.set(setting.place, [...(found.get(setting.place) ?? []), setting]);
  return new Map([...found].map(([place, own]) => [place, first(own)]));
}

/** Those of one place that may count: all but what surely ranks below another. */
function first(settings: readonly Setting[]): Setting[] {
  const highest = Math.max(...settings.flatMap(({ rank }) => rank?.order ?? []));
  return settings.filter(({ rank }) => !rank || rank.order === null || rank.order >= highest);
}

/** Several values of one place are told together, so that none hides another. */
function valueIn(settings: readonly Setting[] | undefined): string | null {
  if (!settings) return null;
  return [...new Set(settings.map(({ value }) => value))].sort().join(' and ');
}

/** What counts in each place. */
function effective(settings: ByPlace): readonly Setting[] {
  return [...settings.values()].flatMap(([only]) => only ?? []);
}
