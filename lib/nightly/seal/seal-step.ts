import { readFindings } from '../../runs/read-findings.ts';
import { unfinishedBefore } from '../../runs/run-history.ts';
import { chainHead, sealOfRun } from '../../seal/chain.ts';
import { lockerName } from '../../seal/memory/locker-state.ts';
import type { Remembering } from '../../seal/memory/settle.ts';
import { settledNote } from '../../seal/memory/settled-note.ts';
import { nextDueBy } from '../../seal/schedule.ts';
import { type Seal, sealRun } from '../../seal/seal.ts';
import { sumRun } from '../../seal/sum-run.ts';
import { refuseThePast } from '../plan/refuse.ts';
import type { SealContext } from '../run-context.ts';
import { RunError } from '../run-error.ts';
import { timestampStep } from './timestamp-step.ts';
import { witnessStep } from './witness-step.ts';

/** What sealing a night came to. */
export interface Sealed {
  readonly seal: Seal;
  /** Earlier nights that had been cut off and were sealed now. */
  readonly recovered: readonly string[];
  /** What a person should know although the night is sealed. */
  readonly notes: readonly string[];
}

/**
 * Seals a run that was concluded, after the earlier ones that were cut off, oldest first: a chain only grows forward.
 * @param resumed whether the run itself was cut off, and a later start ends it now
 */
export async function sealStep(context: SealContext, resumed: boolean): Promise<Sealed> {
  const remembering = await rememberingOf(context);
  const note = await settledNote(context.locker, { ...remembering, signer: context.signer });
  await refuseOutOfOrder(context);
  const recovered = await sealCutOff(context, remembering);
  const seal = await sealOne(context, remembering, resumed);
  const said = [note, await timestampStep(context, seal), await witnessStep(context, seal)];
  const notes = said.filter((one) => one !== null);
  return { seal, recovered, notes };
}

/** A later run may have been sealed since this one began; one that has its seal may be asked for it again. */
async function refuseOutOfOrder({ locker, run }: SealContext): Promise<void> {
  if (!(await sealOfRun(locker, run, await chainHead(locker)))) await refuseThePast(locker, run);
}

async function rememberingOf({ locker, configuration, memory, trustedKeys }: SealContext) {
  // A chain keeps the name that it began with: a company that is renamed goes on with it.
  const name = lockerName(locker, await chainHead(locker), configuration.organization);
  return { memory, name, trustedKeys };
}

type Remembers = Omit<Remembering, 'signer'>;

/** Seals the earlier runs that were cut off and are concluded by now, oldest first. */
export async function sealCutOff(
  context: SealContext,
  remembering: Remembers | null = null,
): Promise<readonly string[]> {
  const remembers = remembering ?? (await rememberingOf(context));
  const runs = await unfinishedBefore(context.locker, context.run);
  for (const run of runs) await sealOne({ ...context, run }, remembers, true);
  return runs;
}

/** Writes the list of the run's files, which makes it final, and the seal over that list. Both once. */
async function sealOne(context: SealContext, remembering: Remembers, late: boolean): Promise<Seal> {
  const { run, configuration, locker, collector, signer, now } = context;
  const findings = await readFindings(locker, run);
  if (!findings)
    throw new RunError(
      'damaged',
      `The run of ${run} has no findings to seal. It must be concluded first; start it again.`,
    );
  await sumRun(locker, run);
  const due = nextDueBy(new Date(run), configuration.schedule, configuration.timezone);
  return await sealRun({
    locker,
    signer,
    origin: { locker: remembering.name.origin },
    run,
    period: { from: findings.previous, to: run },
    nextDueBy: due.toISOString(),
    status: findings.status,
    collector: { version: collector.version, commit: collector.commit, bundle: context.bundle ?? null },
    configuration: findings.configuration,
    catalog: findings.catalog,
    schedule: { time: configuration.schedule, timezone: configuration.timezone },
    ...(late ? { endedLate: { at: now().toISOString() } } : {}),
    now,
    remembering,
  });
}
