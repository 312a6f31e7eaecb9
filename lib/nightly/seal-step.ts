import { catalogSha256 } from '../controls/catalog.ts';
import { chainHead } from '../seal/chain.ts';
import { type Seal, sealRun } from '../seal/seal.ts';
import { sumRun } from '../seal/sum-run.ts';
import { readFindings } from './conclude/previous.ts';
import type { RunContext } from './run-context.ts';
import { nextDueBy } from './schedule.ts';

/** Writes the list of the run's files, which makes it final, and the seal over that list. Both once. */
export async function sealStep(context: RunContext): Promise<Seal> {
  const { run, configuration, locker, collector, signer, now } = context;
  const findings = await readFindings(locker, run);
  if (!findings) throw new Error(`The run of ${run} has no findings to seal.`);
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
    collector: { version: collector.version, commit: collector.commit, bundle: null },
    configuration: findings.configuration,
    catalog: { sha256: catalogSha256() },
    schedule: { time: configuration.schedule, timezone: configuration.timezone },
    now,
  });
}
