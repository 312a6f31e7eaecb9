import type { Problem } from '../../evidence/problem.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { isConcluded, precedingRuns } from '../../runs/run-history.ts';
import { recordMissing } from '../collect/not-collected.ts';
import { concludeCutOff } from '../plan/cut-off.ts';
import type { PlannedDataset } from '../plan/plan.ts';
import type { StepContext } from '../run-context.ts';
import { conclude } from './conclude.ts';

/**
 * Judges a run that was collected, after the earlier ones that were cut off: each is compared with the one before. A
 * dataset that still has no document gets one that says why.
 */
export async function concludeStep(context: StepContext): Promise<FindingsDocument> {
  const { locker, run } = context;
  await concludeCutOff(context);
  if (!(await isConcluded(locker, run)))
    await recordMissing(context, (dataset) => problemOf(context, dataset));
  return await conclude(context, await precedingRuns(locker, run));
}

function problemOf({ configuration }: StepContext, { connection, dataset }: PlannedDataset): Problem {
  if (configuration.connections.some(({ id }) => id === connection))
    return {
      code: 'interrupted',
      message: `The run was concluded before ${connection}/${dataset} was stored. Start the next run as usual; see the log for what ended the collection.`,
    };
  return {
    code: 'not-configured',
    message: `${connection} was in the configuration when this run began and is no longer, so it was not collected.`,
  };
}
