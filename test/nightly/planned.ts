import { plan } from '../../lib/nightly/plan/plan.ts';
import { standardOf } from '../../lib/nightly/plan/standard.ts';
import type { StepContext } from '../../lib/nightly/run-context.ts';

/** Plans a run as its first step does. */
export async function planned(context: StepContext): Promise<void> {
  await plan(context, await standardOf(context));
}
