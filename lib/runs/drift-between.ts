import type { DriftEvent } from '../drift/event.ts';
import { netChanges } from '../drift/net-changes.ts';
import type { Locker } from '../locker/locker.ts';
import { readFindings } from './read-findings.ts';
import { sealedRuns } from './run-history.ts';
import { readDrift } from './sealed-run.ts';

export interface DriftBetween {
  /** Null: from before the first run. */
  readonly from: string | null;
  readonly to: string;
  readonly events: readonly DriftEvent[];
}

/**
 * What changed from one sealed run to another: the drift of every run between them, one after the other, less
 * what was undone on the way. A run may be named by its id or by a day, which means the last run on it.
 */
export async function driftBetween(
  locker: Locker,
  from: string | null,
  to: string | null,
): Promise<DriftBetween | { missing: string }> {
  const runs = await sealedRuns(locker);
  const last = to === null ? runs.at(-1) : findRun(runs, to);
  if (last === undefined) return { missing: noRun(to, runs) };
  const first = from === null ? runs[runs.indexOf(last) - 1] : findRun(runs, from);
  if (first === undefined && from !== null) return { missing: noRun(from, runs) };
  if (first !== undefined && first >= last)
    return {
      missing: `The run of ${first} does not come before that of ${last}, so nothing lies between them.`,
    };
  const between = runs.filter((run) => (first === undefined || run > first) && run <= last);
  const steps: DriftEvent[] = [];
  for (const run of between) steps.push(...(await eventsOf(locker, run)));
  return { from: first ?? null, to: last, events: between.length > 1 ? netChanges(last, steps) : steps };
}

async function eventsOf(locker: Locker, run: string): Promise<readonly DriftEvent[]> {
  const findings = await readFindings(locker, run);
  if (!findings) throw new Error(`The findings of ${run} are missing from the locker. Run: exhibit verify.`);
  return (await readDrift(locker, findings)).events;
}

/** By id in any spelling, else the last run of a day or an hour (`2026-11-22`, `2026-11-22T01`). */
export function findRun(runs: readonly string[], name: string): string | undefined {
  const exact = runs.find((run) => run === name || run.replaceAll(':', '-') === name);
  if (exact !== undefined) return exact;
  if (/^\d{4}-\d\d-\d\d(T[\d:]*)?$/.test(name)) return runs.findLast((run) => run.startsWith(name));
  return runs.find((run) => Date.parse(run) === Date.parse(name));
}

function noRun(name: string | null, runs: readonly string[]): string {
  if (runs.length === 0) return 'No night has been sealed yet. Run `exhibit run` first.';
  return `There is no sealed run ${name}. The first is ${runs[0]}, the last ${runs.at(-1)}.`;
}
