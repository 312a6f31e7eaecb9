import type { CoveredNight } from '../../alerts/night.ts';
import type { Locker } from '../../locker/locker.ts';
import { allRuns } from '../../runs/run-history.ts';
import { readSealed, type SealedRun } from '../../runs/sealed-run.ts';
import { lastNotified, type ReceiptsOf } from './receipts.ts';

/** A message covers so many nights at the most; `exhibit drift` shows older ones. */
const mostNights = 31;

/** The nights that a message is about. */
export interface PendingNotification {
  /** Oldest first; the last is the night itself. */
  readonly nights: readonly SealedRun[];
  readonly covered: readonly CoveredNight[];
}

/**
 * The night, and those before it that nobody was notified of: they were cut off and sealed only with this one, or their
 * message was not delivered. Throws when the night has no seal.
 * @param recovered earlier nights that this one ended, so far as the caller knows
 */
export async function pendingNotification(
  locker: Locker,
  run: string,
  recovered: readonly string[],
  receipts: ReceiptsOf,
): Promise<PendingNotification> {
  const earlier = await pendingBefore(locker, run, recovered, receipts);
  const found = await Promise.all(earlier.map((one) => readSealed(locker, one)));
  const nights = found.filter((one) => one !== null);
  const last = await readSealed(locker, run);
  if (!last) throw new Error(`The run of ${run} has no seal, so there is nothing to announce yet.`);
  return {
    nights: [...nights, last],
    covered: nights.map(({ findings, endedLate }) => ({
      run: findings.run,
      why: endedLate !== null || isCutOff(findings, recovered) ? 'cut-off' : 'not-delivered',
    })),
  };
}

/** Without any receipt nobody was ever notified, and history is no news: then only what this night ended counts. */
async function pendingBefore(
  locker: Locker,
  run: string,
  recovered: readonly string[],
  receipts: ReceiptsOf,
): Promise<readonly string[]> {
  const last = await lastNotified(locker, receipts, run);
  if (last === null) return [...new Set([...(await endedBefore(locker, run)), ...recovered])].sort();
  const since = (await allRuns(locker)).filter((one) => one > last && one < run);
  return since.slice(-(mostNights - 1));
}

/** Nights right before this one that a later start ended, as their seals say. */
async function endedBefore(locker: Locker, run: string): Promise<readonly string[]> {
  const found: string[] = [];
  const earlier = (await allRuns(locker)).filter((one) => one < run);
  for (const one of earlier.toReversed().slice(0, mostNights - 1)) {
    const sealed = await readSealed(locker, one);
    if (sealed?.endedLate == null) break;
    found.unshift(one);
  }
  return found;
}

function isCutOff({ run, datasets }: SealedRun['findings'], recovered: readonly string[]): boolean {
  return recovered.includes(run) || datasets.some(({ problem }) => problem?.code === 'interrupted');
}
