import * as z from 'zod/mini';
import type { Configuration } from '../../config/configuration.ts';
import { variables } from '../../config/environment.ts';
import { longestRunSeconds } from '../../config/limits.ts';
import { needsOf } from '../../config/needs.ts';
import { mostInState } from '../../config/night-keys.ts';
import { manifests } from '../../providers/manifests.ts';
import { isConcluded, unfinishedBeside } from '../../runs/run-history.ts';
import { runId } from '../../runs/run-id.ts';
import { readPlan } from '../plan/plan.ts';
import { planStep } from '../plan/plan-step.ts';
import type { StepContext } from '../run-context.ts';
import { RunError } from '../run-error.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { readEvent, runText, timeText } from './event.ts';
import type { DeployedConfiguration, PlanEvent, PlanOutput } from './events.ts';
import { judgedParts } from './judged-parts.ts';
import { withMemory } from './memory.ts';
import { beginNight, withNights } from './nights.ts';
import { type Opening, stepContext, withOpened } from './open.ts';
import { deployedObject, pin } from './pin.ts';
import { withUnpacked } from './unpacked.ts';
import { withStore } from './with-store.ts';

const asked = z.union([z.object({ run: runText }), z.object({ time: timeText })], {
  error: 'must have `time`, the scheduled time (RFC 3339), or `run`, such as 2026-11-23T02:00:00Z',
});

const shape: z.ZodMiniType<PlanEvent> = z.object({
  asked,
  configuration: z.object({
    location: z.string().check(z.minLength(1)),
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is not a SHA-256')),
  }),
});

/** The function that begins a night: it says what is to be collected, or that there is nothing to do. */
export const planFunction = (means: Partial<Means> = {}) =>
  defineFunction<PlanEvent, PlanOutput>(
    { name: 'plan', read: (event) => readEvent('plan', event, shape), work: plan },
    means,
  );

async function plan({ asked, configuration }: PlanEvent, call: Call): Promise<PlanOutput> {
  const run = 'run' in asked ? asked.run : runId(new Date(asked.time));
  const opening: Opening = {
    known: judgedParts,
    run,
    find: (locker, store) => pin({ run, locker, store, deployed: configuration }, call),
  };
  return await withOpened(call, opening, (opened) =>
    withMemory(call, async (memory) => {
      if (!(await isConcluded(opened.locker, run)))
        await refuseUnfit(opened.configuration, configuration, call);
      const context = { ...(await stepContext(run, call, opened, manifests)), memory };
      await refuseBesideAnother(context);
      const { sealed, concluded } = await planStep(context);
      const due = concluded ? [] : opened.configuration.connections;
      const connections = due.map(({ id, provider }) => ({ id, provider }));
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
 * A connection without its function, or without the right to its secret, would be a hole in every night. What is there was deployed
 * for the configuration that was deployed, so that a run that goes by another one may need more.
 */
async function refuseUnfit(
  configuration: Configuration,
  deployed: DeployedConfiguration,
  call: Call,
): Promise<void> {
  if (configuration.object === deployed.sha256) return;
  const there = new Set(await neededBy(deployed, call));
  const missing = needsOf(configuration).filter((need) => !there.has(need));
  if (missing.length === 0) return;
  const more = missing.length > mostNamed ? `; and ${missing.length - mostNamed} more` : '';
  throw new RunError(
    'not-deployed',
    `The run uses the configuration of an earlier deployment, which needs what is no longer deployed: ${missing.slice(0, mostNamed).join('; ')}${more}. Nothing more was collected. Let the next night close the run; or deploy that configuration once more (npm run deploy), and start the run again.`,
  );
}

const mostNamed = 10;

async function neededBy(deployed: DeployedConfiguration, call: Call): Promise<readonly string[]> {
  const { environment } = call;
  return await withStore(call, variables.configurations, async (store) => {
    const object = await deployedObject(deployed, store, call);
    return await withUnpacked(object, { environment, known: judgedParts }, async (one) => needsOf(one));
  });
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
