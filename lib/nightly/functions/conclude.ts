import * as z from 'zod/mini';
import { optional, variables } from '../../config/environment.ts';
import { notIndexed } from '../../config/not-indexed.ts';
import { ExhibitError } from '../../error.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { manifests } from '../../providers/manifests.ts';
import { isConcluded, unfinishedBefore } from '../../runs/run-history.ts';
import { concludeStep } from '../conclude/conclude-step.ts';
import { datasetsOfRun, type PlannedDataset } from '../plan/plan.ts';
import type { StepContext } from '../run-context.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { EventError, nightText, readEvent, runText } from './event.ts';
import type { ConcludeEvent, ConcludeOutput, Outcome, PlannedConnection } from './events.ts';
import { judgedParts } from './judged-parts.ts';
import { readOutcomes, withNights } from './nights.ts';
import { noteRun } from './note-run.ts';
import { stepContext, withOpened } from './open.ts';
import { recordOutcomes } from './outcomes.ts';

const shape: z.ZodMiniType<ConcludeEvent> = z.object({
  run: runText,
  night: z.optional(nightText),
});

/** The function that judges a night, and those before it that were cut off. */
export const concludeFunction = (means: Partial<Means> = {}) =>
  defineFunction<ConcludeEvent, ConcludeOutput>(
    { name: 'conclude', read: (event) => readEvent('conclude', event, shape), work: concludeRun },
    means,
  );

async function concludeRun({ run, night }: ConcludeEvent, call: Call): Promise<ConcludeOutput> {
  return await withOpened(call, { known: judgedParts, run }, async (opened) => {
    const context = await stepContext(run, call, opened, manifests);
    if (!(await isConcluded(opened.locker, run)))
      await recordOutcomes(context, await outcomesOf(night, context, call));
    const { status } = await concludeStep(context);
    call.log.info('The night is concluded.', { run, status });
    await tellAthena(run, opened.locker, call);
    return { run, status };
  });
}

async function outcomesOf(
  night: string | undefined,
  context: StepContext,
  call: Call,
): Promise<readonly Outcome[]> {
  if (!night?.startsWith(`${runFolder(context.run)}/`))
    throw new EventError(
      `The run of ${context.run} is not concluded yet: give \`night\` as the function plan returned it.`,
    );
  const connections = connectionsIn(await datasetsOfRun(context));
  return await withNights(call, (nights) => readOutcomes(nights, night, connections));
}

/** Those that the night set out to collect, each once: what the list in the store says is nobody's word for it. */
function connectionsIn(datasets: readonly PlannedDataset[]): readonly PlannedConnection[] {
  const found = new Map(datasets.map(({ connection, provider }) => [connection, provider]));
  return [...found].map(([id, provider]) => ({ id, provider }));
}

/**
 * Of the night, and of those before it that have no seal yet: these were concluded with it, or an attempt was cut off. Questions can
 * wait, and the seal cannot: what fails is logged, in words that an alarm counts.
 */
async function tellAthena(
  run: string,
  locker: Locker,
  { environment, log, openLocker }: Call,
): Promise<void> {
  const location = optional(environment, variables.index);
  if (location === null) return;
  const index = openLocker(location);
  try {
    for (const one of [...(await unfinishedBefore(locker, run)), run]) await noteRun(locker, index, one);
  } catch (error) {
    const text = error instanceof ExhibitError ? error.message : 'Exhibit itself failed.';
    log.error(notIndexed, { run, error: text });
  } finally {
    await index.close();
  }
}
