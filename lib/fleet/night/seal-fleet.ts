import { catalogSha256 } from '../../controls/catalog.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { Collector } from '../../evidence/document.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { storeOnce } from '../../runs/write-once.ts';
import type { Remembering } from '../../seal/memory/settle.ts';
import { nextDueBy } from '../../seal/schedule.ts';
import { type Seal, sealRun } from '../../seal/seal.ts';
import { sumRun } from '../../seal/sum-run.ts';
import type { Fleet } from '../fleet.ts';
import { FleetError } from '../fleet-error.ts';
import { type FleetNight, listName } from './night.ts';

export interface Sealing {
  readonly fleet: Fleet;
  readonly locker: Locker;
  readonly remembering: Remembering;
  readonly collector: Pick<Collector, 'version' | 'commit'>;
  readonly now: () => Date;
}

/** Stores the list of a night, once, and seals it: the fleet's locker is a locker like any other. */
export async function sealFleetNight(night: FleetNight, sealing: Sealing): Promise<Seal> {
  const stored = await storeOnce(
    sealing.locker,
    `${runFolder(night.run)}/${listName}`,
    canonicalDocument(night),
  );
  if (!stored) throw new FleetError('damaged', `Another start of ${night.run} has listed it meanwhile.`);
  return await sealStored(night, sealing, false);
}

/** Seals a list that lies in the locker. `late`: a later start does so, because the one that wrote it was cut off. */
export async function sealStored(night: FleetNight, sealing: Sealing, late: boolean): Promise<Seal> {
  const { collector, fleet, locker, now, remembering } = sealing;
  const { run, previous, status, configuration } = night;
  const { time, timezone } = fleet.schedule;
  await sumRun(locker, run);
  return await sealRun({
    locker,
    signer: remembering.signer,
    origin: { locker: remembering.name.origin },
    run,
    period: { from: previous, to: run },
    nextDueBy: nextDueBy(new Date(run), time, timezone).toISOString(),
    status,
    collector: { version: collector.version, commit: collector.commit, bundle: null },
    configuration,
    catalog: { sha256: catalogSha256() },
    schedule: fleet.schedule,
    ...(late ? { endedLate: { at: now().toISOString() } } : {}),
    now,
    remembering,
  });
}
