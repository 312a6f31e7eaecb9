import * as z from 'zod/mini';
import { manifests } from '../../providers/manifests.ts';
import { isConcluded } from '../../runs/run-history.ts';
import { concludeStep } from '../conclude/conclude-step.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { readEvent, runText } from './event.ts';
import type { ConcludeEvent, ConcludeOutput } from './events.ts';
import { judgedParts } from './judged-parts.ts';
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
  return await withOpened(call, judgedParts, async (opened) => {
    const context = await stepContext(run, call, opened, manifests);
    if (!(await isConcluded(opened.locker, run))) await recordOutcomes(context, outcomes);
    const { status } = await concludeStep(context);
    call.log.info('The night is concluded.', { run, status });
    return { run, status };
  });
}
