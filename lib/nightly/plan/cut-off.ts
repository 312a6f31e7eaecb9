import { isListed, precedingRuns, unfinishedBefore } from '../../runs/run-history.ts';
import { recordMissing } from '../collect/not-collected.ts';
import { conclude } from '../conclude/conclude.ts';
import type { StepContext } from '../run-context.ts';

/**
 * Closes earlier runs that were cut off before their seal: what was not collected is marked as interrupted. Nothing is
 * asked of a provider, so no later evidence is passed off as that night's. The run's own plan says what it had set out
 * for, whatever the configuration has become.
 */
export async function closeCutOff(context: StepContext): Promise<void> {
  for (const earlier of await cutOff(context))
    await recordMissing(earlier, () => ({
      code: 'interrupted',
      message: `The run of ${earlier.run} was cut off before this was stored; nothing was asked again afterwards.`,
    }));
}

/** Judges earlier runs that were closed, oldest first, each compared with the one before. */
export async function concludeCutOff(context: StepContext): Promise<void> {
  for (const earlier of await cutOff(context))
    await conclude(earlier, await precedingRuns(earlier.locker, earlier.run));
}

/** What is needed to end each earlier run that has no seal yet and still takes files, oldest first. */
async function cutOff(context: StepContext): Promise<readonly StepContext[]> {
  const found: StepContext[] = [];
  for (const run of await unfinishedBefore(context.locker, context.run))
    if (!(await isListed(context.locker, run))) found.push({ ...context, run, recovering: true });
  return found;
}
