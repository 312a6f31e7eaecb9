import type { Locker } from '../../locker/locker.ts';
import { isConcluded, sealedRuns } from '../../runs/run-history.ts';
import { readSealed, type SealedRun } from '../../runs/sealed-run.ts';
import { chainHead } from '../../seal/chain.ts';
import type { StepContext } from '../run-context.ts';
import { RunError } from '../run-error.ts';
import { closeCutOff } from './cut-off.ts';
import { plan } from './plan.ts';
import { standardOf } from './standard.ts';

/** Where a run stands when it is started, for the first time or again. */
export interface Planned {
  /** The run as it was sealed; then nothing is to be done. */
  readonly sealed: SealedRun | null;
  /** It was concluded: nothing more is collected, and it lacks only its seal. */
  readonly concluded: boolean;
}

/**
 * Begins a run, or finds how far it is. Earlier runs that were cut off are closed before anything is asked. Throws
 * `RunError` (`in-the-past`) for a run older than one that is sealed.
 */
export async function planStep(context: StepContext): Promise<Planned> {
  const { locker, run } = context;
  const sealed = await readSealed(locker, run);
  if (sealed) return { sealed, concluded: true };
  await refuseThePast(locker, run);
  await closeCutOff(context);
  const concluded = await isConcluded(locker, run);
  if (!concluded) await plan(context, await standardOf(context));
  return { sealed: null, concluded };
}

/**
 * A chain only grows forward: a night that is made up afterwards is what it is there to rule out. The runs' own
 * folders tell as well, should the newest seal be one that cannot be read.
 */
async function refuseThePast(locker: Locker, run: string): Promise<void> {
  const sealed = (await chainHead(locker))?.statement?.predicate.run;
  const [listed] = await sealedRuns(locker, { last: 1 });
  const last = [sealed, listed].find((one) => one !== undefined && Date.parse(one) > Date.parse(run));
  if (last === undefined) return;
  throw new RunError(
    'in-the-past',
    `The locker has already sealed ${last}, which is later than ${run}. Evidence is never added to the past; use a later --at, or another locker.`,
  );
}
