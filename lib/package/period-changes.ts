import type { DriftEvent } from '../drift/event.ts';
import type { PeriodChange, StandardMoves } from '../report/model.ts';
import type { NightEvents } from './night-events.ts';

const listed: ReadonlySet<DriftEvent['type']> = new Set([
  'vault.joined',
  'vault.left',
  'setting.changed',
  'collection.failed',
  'collection.recovered',
  'credential.ending',
  'credential.ended',
  'baseline.ending',
]);

/** What a night's drift tells of services: who came to a vault and went, settings, lists that failed, credentials that end. */
export function periodChanges({ events, night }: NightEvents): readonly PeriodChange[] {
  return events
    .filter(({ type }) => listed.has(type))
    .map((event) => {
      const { after, at, before, by, message, subject, type, vault } = event;
      const known = { ...(vault && { vault: vault.name }), ...(by && { by }), ...(at && { at }) };
      return { night, type, subject, before, after, message, ...known };
    });
}

/** How many verdicts became others by a change of what is judged by, and not by what was seen. */
export function standardMoves({ events, night }: NightEvents): StandardMoves[] {
  const moved = events.filter(({ cause }) => cause === 'standard' || cause === 'both').length;
  return moved > 0 ? [{ night, verdicts: moved }] : [];
}
