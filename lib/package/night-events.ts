import type { Cause, DriftDocument, DriftEvent } from '../drift/event.ts';
import type { CauseOf } from '../drift/exceptions/exceptions.ts';
import { sha256Of } from '../evidence/sha256.ts';
import type { PackageLocker } from './evidence-files.ts';
import type { PackagedNight } from './period/period-evidence.ts';

/** What changed in a night, by its sealed drift. */
export interface NightEvents {
  readonly night: number;
  readonly events: readonly DriftEvent[];
}

/** The events of each night that a function takes; none of one whose drift is not the file that its findings name. */
export async function* nightEvents(
  locker: Pick<PackageLocker, 'read'>,
  nights: readonly Pick<PackagedNight, 'findings' | 'folder'>[],
): AsyncGenerator<NightEvents> {
  for (const [night, { findings, folder }] of nights.entries()) {
    if (!findings) continue;
    const { path, sha256 } = findings.drift;
    const bytes = await locker.read(`${folder}/${path}`);
    if (!bytes || sha256Of(bytes) !== sha256) continue;
    yield { night, events: (JSON.parse(bytes.toString('utf8')) as DriftDocument).events };
  }
}

/** Why subjects' standings changed, by control and night. */
export interface Causes {
  add(events: NightEvents): void;
  of(control: string): CauseOf;
}

/** Grows with the changes that drift names, which are so many a control and night at the most. */
export function openCauses(): Causes {
  const causes = new Map<string, Cause>();
  const nameOf = (control: string | null, night: number, whom: string | null): string =>
    JSON.stringify([control, night, whom]);
  return {
    add({ events, night }) {
      for (const { cause, control, key, subject } of events)
        if (cause && subject !== null) causes.set(nameOf(control, night, key ?? subject), cause);
    },
    of:
      (control) =>
      (night, { key, subject }) =>
        causes.get(nameOf(control, night, key ?? subject)) ?? null,
  };
}
