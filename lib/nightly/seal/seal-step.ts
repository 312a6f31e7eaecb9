import { readFindings } from '../../runs/read-findings.ts';
import { unfinishedBefore } from '../../runs/run-history.ts';
import { chainHead } from '../../seal/chain.ts';
import { nextDueBy } from '../../seal/schedule.ts';
import { type Seal, sealRun } from '../../seal/seal.ts';
import { sumRun } from '../../seal/sum-run.ts';
import type { SealContext } from '../run-context.ts';
import { timestampStep } from './timestamp-step.ts';

/** What sealing a night came to. */
export interface Sealed {
  readonly seal: Seal;
  /** Earlier nights that had been cut off and were sealed now. */
  readonly recovered: readonly string[];
  /** What a person should know although the night is sealed; null when there is nothing. */
  readonly note: string | null;
}

/** Seals a run that was concluded, after the earlier ones that were cut off, oldest first: a chain only grows forward. */
export async function sealStep(context: SealContext): Promise<Sealed> {
  const recovered = await sealCutOff(context);
  const seal = await sealOne(context);
  return { seal, recovered, note: await timestampStep(context, seal) };
}

/** Seals the earlier runs that were cut off and are concluded by now, oldest first. */
export async function sealCutOff(context: SealContext): Promise<readonly string[]> {
  const runs = await unfinishedBefore(context.locker, context.run);
  for (const run of runs) await sealOne({ ...context, run });
  return runs;
}

/** Writes the list of the run's files, which makes it final, and the seal over that list. Both once. */
async function sealOne(context: SealContext): Promise<Seal> {
  const { run, configuration, locker, collector, signer, now } = context;
  const findings = await readFindings(locker, run);
  if (!findings)
    throw new Error(`The run of ${run} has no findings to seal. It must be concluded first; start it again.`);
  await sumRun(locker, run);
  const head = await chainHead(locker);
  // A chain keeps the name that it began with: a company that is renamed goes on with it.
  const origin = head?.statement?.predicate.origin ?? { locker: configuration.organization };
  const due = nextDueBy(new Date(run), configuration.schedule, configuration.timezone);
  return await sealRun({
    locker,
    signer,
    origin,
    run,
    period: { from: findings.previous, to: run },
    nextDueBy: due.toISOString(),
    status: findings.status,
    collector: { version: collector.version, commit: collector.commit, bundle: context.bundle ?? null },
    configuration: findings.configuration,
    catalog: findings.catalog,
    schedule: { time: configuration.schedule, timezone: configuration.timezone },
    now,
  });
}
