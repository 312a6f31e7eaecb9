import type { Verdict } from '../judging/control.ts';
import type { Locker } from '../locker/locker.ts';
import { chainHead, readSeal } from '../seal/chain.ts';
import type { ScheduledRun } from '../seal/nights-due.ts';
import type { ControlResult, FindingsDocument } from './findings-document.ts';
import { readFindings } from './read-findings.ts';
import { sealedRuns } from './run-history.ts';

/** A control over the last nights: its latest result and its verdict on each, oldest first. */
export interface ControlHistory {
  readonly latest: ControlResult;
  /** Null on a night on which the control was not judged. */
  readonly nights: readonly (Verdict | null)[];
}

export interface History {
  readonly runs: readonly string[];
  readonly latest: FindingsDocument;
  /** What the seals since the first of them say of when they were, oldest first. */
  readonly scheduled: readonly ScheduledRun[];
  readonly controls: readonly ControlHistory[];
}

/** The last sealed nights, or null when there is none. */
export async function readHistory(locker: Locker, nights = 30): Promise<History | null> {
  const runs = await sealedRuns(locker, { last: nights });
  const found = (await Promise.all(runs.map((run) => readFindings(locker, run)))).filter(
    (one) => one !== null,
  );
  const latest = found.at(-1);
  if (!latest) return null;
  const controls = latest.controls.map((control) => ({
    latest: control,
    nights: found.map((night) => night.controls.find(({ id }) => id === control.id)?.verdict ?? null),
  }));
  const scheduled = await sealedSince(locker, found[0]?.run ?? latest.run);
  return { runs: found.map(({ run }) => run), latest, scheduled, controls };
}

async function sealedSince(locker: Locker, first: string): Promise<readonly ScheduledRun[]> {
  const found: ScheduledRun[] = [];
  let at = await chainHead(locker);
  while (at) {
    const predicate = at.statement?.predicate;
    if (predicate && Date.parse(predicate.run) < Date.parse(first)) break;
    if (predicate) found.unshift(predicate);
    at = at.sequence > 1 ? await readSeal(locker, at.sequence - 1) : null;
  }
  return found;
}
