import { type DriftEvent, driftEvent } from '../drift/event.ts';
import type { Locker } from '../locker/locker.ts';
import { sealedRuns } from './earlier-runs.ts';
import { readDrift } from './run.ts';

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
  const between = runs.filter((run) => (first === undefined || run > first) && run <= last);
  const steps: DriftEvent[] = [];
  for (const run of between) steps.push(...(await readDrift(locker, run)).events);
  return { from: first ?? null, to: last, events: between.length > 1 ? netChanges(last, steps) : steps };
}

function findRun(runs: readonly string[], name: string): string | undefined {
  return runs.includes(name)
    ? name
    : runs.findLast((run) => run.startsWith(name) || run.replaceAll(':', '-') === name);
}

function noRun(name: string | null, runs: readonly string[]): string {
  if (runs.length === 0) return 'No night has been sealed yet. Run `exhibit run` first.';
  return `There is no sealed run ${name}. The first is ${runs[0]}, the last ${runs.at(-1)}.`;
}

/** One event per subject: from what it was at the start to what it is at the end; none when it came back. */
function netChanges(run: string, steps: readonly DriftEvent[]): DriftEvent[] {
  const net = new Map<string, DriftEvent>();
  for (const step of steps) {
    const key = JSON.stringify([step.type.split('.')[0], step.control, step.subject, vaultOf(step)]);
    const earlier = net.get(key);
    const { id: _, ...event } = step;
    net.delete(key);
    if (!earlier) net.set(key, step);
    else if (earlier.before !== step.after)
      net.set(key, driftEvent(run, { ...event, before: earlier.before }));
  }
  return [...net.values()];
}

/** Joining and leaving are changes of one person in one vault. */
function vaultOf({ type, before, after }: DriftEvent): string | null {
  return type === 'vault.joined' ? after : type === 'vault.left' ? before : null;
}
