import { precedingRuns } from '../runs/run-history.ts';
import { readSealed, type SealedRun } from '../runs/sealed-run.ts';
import { collect } from './collect/collect.ts';
import { concludeStep } from './conclude/conclude-step.ts';
import { planStep } from './plan/plan-step.ts';
import type { RunContext } from './run-context.ts';
import { sealStep } from './seal/seal-step.ts';

/** What one night came to. */
export interface RunResult extends SealedRun {
  /** The night had been sealed before, so nothing was done now. */
  readonly already: boolean;
  /** Earlier nights that had been cut off and were sealed now. */
  readonly recovered: readonly string[];
  /** What a person should know although the night is whole. */
  readonly notes: readonly string[];
}

/**
 * One night in one process: plan, collect, conclude, seal. On AWS each of these steps is a function. Every step finds
 * what an earlier attempt at the same night left and goes on from there, so that a night may be started again at any
 * time. The caller holds the locker's lock.
 */
export async function executeRun(
  context: RunContext,
  only: readonly string[] | null = null,
): Promise<RunResult> {
  const planned = await planStep(context);
  if (planned.sealed) return { ...planned.sealed, already: true, recovered: [], notes: [] };
  if (!planned.concluded) {
    context.progress.step('collect');
    await collect(context, await precedingRuns(context.locker, context.run), only);
    context.progress.step('conclude');
  }
  await concludeStep(context);
  context.progress.step('seal');
  const { recovered, notes } = await sealStep(context, planned.resumed);
  const sealed = await readSealed(context.locker, context.run);
  if (!sealed) throw new Error(`The run of ${context.run} was sealed and cannot be read back.`);
  return { ...sealed, already: false, recovered, notes };
}
