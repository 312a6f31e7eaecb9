import { isConcluded } from '../../runs/run-history.ts';
import { readSealed, type SealedRun } from '../../runs/sealed-run.ts';
import type { PlanContext } from '../run-context.ts';
import { closeCutOff } from './cut-off.ts';
import { plan } from './plan.ts';
import {
  refuseDamaged,
  refuseLongWaivers,
  refuseOldClock,
  refuseTheFuture,
  refuseThePast,
  refuseWashed,
} from './refuse.ts';
import { standardOf } from './standard.ts';

/** Where a run stands when it is started, for the first time or again. */
export interface Planned {
  /** The run as it was sealed; then nothing is to be done. */
  readonly sealed: SealedRun | null;
  /** It was concluded: nothing more is collected, and it lacks only its seal. */
  readonly concluded: boolean;
  /** An earlier start began it and was cut off. */
  readonly resumed: boolean;
}

/**
 * Begins a run, or finds how far it is. Earlier runs that were cut off are closed before anything is asked. Throws, and
 * writes nothing: `SignerMemoryError` for a locker that is not what its key signed; `RunError` for a run older than one
 * that is sealed, for a time or a clock that cannot be right, and for a run that was closed and is not whole.
 */
export async function planStep(context: PlanContext): Promise<Planned> {
  const { locker, run } = context;
  refuseTheFuture(context);
  const sealed = await readSealed(locker, run);
  if (!sealed) await refuseThePast(locker, run);
  await refuseWashed(context);
  if (sealed) return { sealed, concluded: true, resumed: false };
  await refuseOldClock(context);
  await refuseDamaged(locker, run);
  await closeCutOff(context);
  const concluded = await isConcluded(locker, run);
  if (!concluded) refuseLongWaivers(context);
  const begun = concluded || !(await plan(context, await standardOf(context)));
  return { sealed: null, concluded, resumed: begun };
}
