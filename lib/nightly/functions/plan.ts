import * as z from 'zod/mini';
import { longestRunSeconds } from '../../config/limits.ts';
import { mostInState } from '../../config/night-keys.ts';
import { manifests } from '../../providers/manifests.ts';
import { unfinishedBeside } from '../../runs/run-history.ts';
import { runId } from '../../runs/run-id.ts';
import { readPlan } from '../plan/plan.ts';
import { planStep } from '../plan/plan-step.ts';
import type { StepContext } from '../run-context.ts';
import { RunError } from '../run-error.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { readEvent, runText, timeText } from './event.ts';
import type { PlanEvent, PlanOutput } from './events.ts';
import { judgedParts } from './judged-parts.ts';
import { withMemory } from './memory.ts';
import { beginNight, withNights } from './nights.ts';
import { stepContext, withOpened } from './open.ts';

const shape: z.ZodMiniType<PlanEvent> = z.union([z.object({ run: runText }), z.object({ time: timeText })], {
  error: 'must have `time`, the scheduled time (RFC 3339), or `run`, such as 2026-11-23T02:00:00Z',
});

/** The function that begins a night: it says what is to be collected, or that there is nothing to do. */
export const planFunction = (means: Partial<Means> = {}) =>
  defineFunction<PlanEvent, PlanOutput>(
    { name: 'plan', read: (event) => readEvent('plan', event, shape), work: plan },
    means,
  );

async function plan(event: PlanEvent, call: Call): Promise<PlanOutput> {
  const run = 'run' in event ? event.run : runId(new Date(event.time));
  return await withOpened(call, judgedParts, (opened) =>
    withMemory(call, async (memory) => {
      const context = { ...(await stepContext(run, call, opened, manifests)), memory };
      await refuseBesideAnother(context);
      const { sealed, concluded } = await planStep(context);
      const asked = concluded ? [] : opened.configuration.connections;
      const connections = asked.map(({ id, provider }) => ({ id, provider }));
      const night = await withNights(call, (nights) => beginNight(nights, run, connections));
      call.log.info('The night is planned.', {
        run,
        already: sealed !== null,
        connections: connections.length,
      });
      return {
        run,
        already: sealed !== null,
        night,
        connections: connections.length > mostInState ? null : connections,
      };
    }),
  );
}

/**
 * No lock is held from function to function, so what tells a run that goes on from one that was cut off is its age.
 * Beginning another one beside it would mark as interrupted what is still being collected, or, of a night that was missed,
 * take the place in the chain that tonight's seal is to have.
 */
async function refuseBesideAnother({ locker, now, run }: StepContext): Promise<void> {
  for (const other of await unfinishedBeside(locker, run)) {
    const begun = (await readPlan(locker, other))?.startedAt;
    const ageMs = now().getTime() - Date.parse(begun ?? '');
    if (!(ageMs < longestRunSeconds * 1000)) continue;
    throw new RunError(
      'busy',
      `The run of ${other} began at ${begun} and has no seal yet, so it may still be going on. Wait for it; or, if its execution has ended, start that run again with {"run": "${other}"}.`,
    );
  }
}
