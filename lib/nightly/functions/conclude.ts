import * as z from 'zod/mini';
import { optional, variables } from '../../config/environment.ts';
import { notIndexed } from '../../config/not-indexed.ts';
import { ExhibitError } from '../../error.ts';
import type { Locker } from '../../locker/locker.ts';
import { manifests } from '../../providers/manifests.ts';
import { isConcluded, unfinishedBefore } from '../../runs/run-history.ts';
import { concludeStep } from '../conclude/conclude-step.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { readEvent, runText } from './event.ts';
import type { ConcludeEvent, ConcludeOutput } from './events.ts';
import { judgedParts } from './judged-parts.ts';
import { noteNight } from './note-night.ts';
import { stepContext, withOpened } from './open.ts';
import { outcome, recordOutcomes } from './outcomes.ts';

const shape: z.ZodMiniType<ConcludeEvent> = z.object({ run: runText, outcomes: z.array(outcome) });

/** The function that judges a night, and those before it that were cut off. */
export const concludeFunction = (means: Partial<Means> = {}) =>
  defineFunction<ConcludeEvent, ConcludeOutput>(
    { name: 'conclude', read: (event) => readEvent('conclude', event, shape), work: concludeNight },
    means,
  );

async function concludeNight({ run, outcomes }: ConcludeEvent, call: Call): Promise<ConcludeOutput> {
  return await withOpened(call, { known: judgedParts, run }, async (opened) => {
    const context = await stepContext(run, call, opened, manifests);
    if (!(await isConcluded(opened.locker, run))) await recordOutcomes(context, outcomes);
    const { status } = await concludeStep(context);
    call.log.info('The night is concluded.', { run, status });
    await tellAthena(run, opened.locker, call);
    return { run, status };
  });
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
    for (const one of [...(await unfinishedBefore(locker, run)), run]) await noteNight(locker, index, one);
  } catch (error) {
    const words = error instanceof ExhibitError ? error.message : 'Exhibit itself failed.';
    log.error(notIndexed, { run, error: words });
  } finally {
    await index.close();
  }
}
