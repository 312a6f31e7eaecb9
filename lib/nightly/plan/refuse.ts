import { mostDays } from '../../judging/local-date.ts';
import { isTooLong } from '../../judging/waivers.ts';
import type { Locker } from '../../locker/locker.ts';
import { readFindings } from '../../runs/read-findings.ts';
import { isListed, sealedRuns, unfinishedBefore } from '../../runs/run-history.ts';
import { chainHead, sealOfRun } from '../../seal/chain.ts';
import { lockerName, lockerState } from '../../seal/memory/locker-state.ts';
import { ringOf } from '../../seal/verify/keys.ts';
import { clockToleranceMs } from '../../seal/verify/times.ts';
import type { PlanContext, StepContext } from '../run-context.ts';
import { RunError } from '../run-error.ts';

/** A run's time may be so far ahead of this machine's clock, which need not be that of whoever starts it. */
const aheadMs = 5 * 60_000;

/** A run of a time to come would bar every night until then. */
export function refuseTheFuture({ run, now }: Pick<StepContext, 'run' | 'now'>): void {
  const clock = now();
  if (Date.parse(run) <= clock.getTime() + aheadMs) return;
  throw new RunError(
    'in-the-future',
    `The run's time, ${run}, is in the future: this machine's clock says ${clock.toISOString()}. Nothing was collected. Give --at a time in the past, or set the clock right.`,
  );
}

/** A seal that claims to be older than the one before it would be an objection for ever. */
export async function refuseOldClock({ locker, now }: Pick<StepContext, 'locker' | 'now'>): Promise<void> {
  const clock = now();
  const sealedAt = (await chainHead(locker))?.statement?.predicate.sealedAt;
  if (sealedAt === undefined || clock.getTime() + clockToleranceMs >= Date.parse(sealedAt)) return;
  throw new RunError(
    'clock',
    `This machine's clock says ${clock.toISOString()}, and the last seal was made at ${sealedAt}. Nothing was collected. Set the clock right and run again.`,
  );
}

/** Nothing that was sealed once is judged and sealed again: the signer remembers, where no writer of the locker can reach. */
export async function refuseWashed({
  locker,
  memory,
  configuration,
  signer,
  trustedKeys,
}: PlanContext): Promise<void> {
  const name = lockerName(locker, await chainHead(locker), configuration.organization);
  const trusted = signer && trustedKeys && (async () => ringOf([signer.publicKey, ...(await trustedKeys())]));
  await lockerState(locker, name, await memory.recall(name), trusted ?? null);
}

/**
 * A chain only grows forward: a night that is made up afterwards is what it is there to rule out. The runs' own
 * folders tell as well, should the newest seal be one that cannot be read.
 */
export async function refuseThePast(locker: Locker, run: string): Promise<void> {
  const sealed = (await chainHead(locker))?.statement?.predicate.run;
  const [listed] = await sealedRuns(locker, { last: 1 });
  const last = [sealed, listed].find((one) => one !== undefined && Date.parse(one) > Date.parse(run));
  if (last === undefined) return;
  throw new RunError(
    'in-the-past',
    `The locker has already sealed ${last}, which is later than ${run}. Evidence is never added to the past; use a later --at, or another locker.`,
  );
}

/** Findings are stored before the list that closes a run: a closed run without them lost them afterwards. */
export async function refuseDamaged(locker: Locker, run: string): Promise<void> {
  if (await sealOfRun(locker, run, await chainHead(locker))) throw damaged(run, 'sealed');
  for (const one of [...(await unfinishedBefore(locker, run)), run])
    if ((await isListed(locker, one)) && !(await readFindings(locker, one))) throw damaged(one, 'closed');
}

function damaged(run: string, what: 'sealed' | 'closed'): RunError {
  return new RunError(
    'damaged',
    `The run of ${run} was ${what}, and what it concluded is missing from the locker. It is neither collected nor judged again. \`exhibit verify\` says what else is missing; bring it back from a backup or from the versions of the bucket, and start again.`,
  );
}

/** A waiver that nobody has to think of again is none: a night is not begun by a standard that holds one. */
export function refuseLongWaivers({ configuration, run }: StepContext): void {
  const { timezone, waivers } = configuration;
  const long = waivers.find((waiver) => isTooLong(waiver, new Date(run), timezone));
  if (!long) return;
  throw new RunError(
    'waiver-too-long',
    `The waiver of ${long.control} for ${long.subject} would count until ${long.expires}. A waiver counts for ${mostDays} days at most, from approvedOn or else from now. Nothing was collected. Choose an earlier day under waivers in the configuration.`,
  );
}
