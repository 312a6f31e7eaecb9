import { chainHead } from '../seal/chain.ts';
import { collect } from './collect/collect.ts';
import { conclude } from './conclude/conclude.ts';
import { readFindings } from './conclude/previous.ts';
import { isListed, sealedRuns } from './earlier-runs.ts';
import { recordMissing } from './not-collected.ts';
import { plan } from './plan.ts';
import { recover } from './recover.ts';
import type { RunContext } from './run-context.ts';
import { sealStep } from './seal-step.ts';
import { readSealed, type SealedRun } from './sealed-run.ts';
import { timestampStep } from './timestamp-step.ts';

/** What one night came to. */
export interface RunResult extends SealedRun {
  /** The night had been sealed before, so nothing was done now. */
  readonly already: boolean;
  /** Earlier nights that had been cut off and were sealed now. */
  readonly recovered: readonly string[];
  /** What a person should know although the night is whole. */
  readonly notes: readonly string[];
}

export type RunErrorCode = 'in-the-past';

/** A run that may not be started. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly code: RunErrorCode;

  constructor(code: RunErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * One night: plan, collect, conclude, seal. Every step finds what an earlier attempt at the same night left and
 * goes on from there, so that a night may be started again at any time. The caller holds the locker's lock.
 */
export async function runNight(
  context: RunContext,
  only: readonly string[] | null = null,
): Promise<RunResult> {
  const done = await readSealed(context.locker, context.run);
  if (done) return { ...done, already: true, recovered: [], notes: [] };
  await refuseThePast(context);
  const recovered = await recover(context);
  const earlier = await sealedRuns(context.locker, { before: context.run });
  // Once it was concluded, nothing more is collected: an attempt that was cut off there only needs its seal.
  if (!(await isConcluded(context))) await gather(context, earlier, only);
  context.progress.step('seal');
  const note = await timestampStep(context, await sealStep(context));
  const sealed = await readSealed(context.locker, context.run);
  if (!sealed) throw new Error(`The run of ${context.run} was sealed and cannot be read back.`);
  return { ...sealed, already: false, recovered, notes: note === null ? [] : [note] };
}

async function isConcluded({ locker, run }: RunContext): Promise<boolean> {
  return (await isListed(locker, run)) || (await readFindings(locker, run)) !== null;
}

async function gather(
  context: RunContext,
  earlier: readonly string[],
  only: readonly string[] | null,
): Promise<void> {
  context.progress.step('collect');
  await plan(context);
  await collect(context, earlier, only);
  await recordMissing(context, ({ connection }) => ({
    code: 'not-configured',
    message: `${connection} was in the configuration when this run began and is not any more, so it was not asked.`,
  }));
  context.progress.step('conclude');
  await conclude(context, earlier);
}

/**
 * A chain only grows forward: a night that is made up afterwards is what it is there to rule out. The runs' own
 * folders tell as well, should the newest seal be one that cannot be read.
 */
async function refuseThePast({ locker, run }: RunContext): Promise<void> {
  const sealed = (await chainHead(locker))?.statement?.predicate.run;
  const [listed] = await sealedRuns(locker, { last: 1 });
  const last = [sealed, listed].find((one) => one !== undefined && Date.parse(one) > Date.parse(run));
  if (last === undefined) return;
  throw new RunError(
    'in-the-past',
    `The locker has already sealed ${last}, which is later than ${run}. Evidence is never added to the past; use a later --at, or another locker.`,
  );
}
