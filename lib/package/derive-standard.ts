import type { StandardChange } from '../report/model.ts';
import { standardName } from '../runs/standard.ts';
import type { NightEvents } from './night-events.ts';
import type { PackagedNight } from './period/period-evidence.ts';

/** What changed in a night of what is judged by, as its sealed drift tells it. */
export function standardChanges({ events, night }: NightEvents): readonly StandardChange[] {
  return events
    .filter(({ type }) => type === 'standard.changed')
    .map(({ after, before, control, message, path }) => ({
      night,
      control,
      path: path ?? '',
      before,
      after,
      message,
    }));
}

/** Where a night's standard lies; null where it kept none. */
export function standardPath({ findings, folder }: PackagedNight): string | null {
  return findings?.standard ? `${folder}/${standardName}` : null;
}
