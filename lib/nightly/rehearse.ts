import type { DriftDocument } from '../drift/event.ts';
import type { FindingsDocument } from '../runs/findings-document.ts';
import { precedingRuns } from '../runs/run-history.ts';
import { readDrift } from '../runs/sealed-run.ts';
import { collect } from './collect/collect.ts';
import { concludeStep } from './conclude/conclude-step.ts';
import { planStep } from './plan/plan-step.ts';
import type { CollectContext, PlanContext } from './run-context.ts';

/** What a night would come to. */
export interface Rehearsal {
  readonly findings: FindingsDocument;
  readonly drift: DriftDocument;
}

/**
 * A night without its end: planned, collected and judged as any other, and not sealed. The caller gives a locker of which
 * nothing stays.
 */
export async function rehearse(
  context: CollectContext & PlanContext,
  only: readonly string[] | null,
): Promise<Rehearsal> {
  const planned = await planStep(context);
  if (planned.sealed) return planned.sealed;
  if (!planned.concluded) {
    context.progress.step('collect');
    await collect(context, await precedingRuns(context.locker, context.run), only);
    context.progress.step('conclude');
  }
  const findings = await concludeStep(context);
  return { findings, drift: await readDrift(context.locker, findings) };
}
