import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { refuseOldClock, refuseTheFuture, refuseThePast } from '../../nightly/plan/refuse.ts';
import { unfinishedBefore } from '../../runs/run-history.ts';
import { chainHead, type SealFile, sealOfRun } from '../../seal/chain.ts';
import type { Remembering } from '../../seal/memory/settle.ts';
import { settledNote } from '../../seal/memory/settled-note.ts';
import type { Seal } from '../../seal/seal.ts';
import { ringOf } from '../../seal/verify/keys.ts';
import { checkSeals } from '../../seal/verify/seals.ts';
import { FleetError } from '../fleet-error.ts';
import { expectList, lastList } from './lists.ts';
import { type FleetNight, listName } from './night.ts';
import { type FleetRun, runOrganizations } from './run-fleet.ts';
import { type Sealing, sealFleetNight, sealStored } from './seal-fleet.ts';

/** What one night of the fleet came to. */
export interface FleetResult {
  readonly night: FleetNight;
  readonly seal: Pick<Seal, 'sequence' | 'path' | 'sha256'>;
  /** The night before it; null at the first. */
  readonly last: FleetNight | null;
  /** It had been sealed before, so nobody was asked now. */
  readonly already: boolean;
  /** Nights of the fleet that had been cut off between their list and their seal, and were sealed now. */
  readonly recovered: readonly string[];
  /** What whoever started it should hold against a place outside the locker; null where there is nothing. */
  readonly note: string | null;
}

/**
 * One night of a fleet: every organization's own, then the list of them all, sealed. The caller holds the fleet's lock. A
 * night that was cut off before its list is begun again with the same time: whoever was sealed then is not asked again.
 */
export async function fleetNight(fleetRun: Omit<FleetRun, 'last'>, sealing: Sealing): Promise<FleetResult> {
  return await nightOfFleet(fleetRun.run, (last) => runOrganizations({ ...fleetRun, last }), sealing);
}

/**
 * The same, however the list comes about.
 * @param list asked for where the run has none yet, with that of the night before
 */
export async function nightOfFleet(
  run: string,
  list: (last: FleetNight | null) => Promise<FleetNight>,
  sealing: Sealing,
): Promise<FleetResult> {
  const { locker } = sealing;
  const note = await refuse(run, sealing);
  const recovered = await sealCutOff(run, sealing);
  const found = await sealOfRun(locker, run, await chainHead(locker));
  if (found) return { ...(await sealedBefore(run, found, recovered, locker)), note };
  await refuseThePast(locker, run);
  const last = await lastList(locker);
  const night = await list(last);
  return { night, seal: await sealFleetNight(night, sealing), last, already: false, recovered, note };
}

/** What a night came to that is sealed. Throws `FleetError` where it is not, or not any more. */
export async function sealedFleetNight(run: string, locker: Locker): Promise<FleetResult> {
  const found = await sealOfRun(locker, run, await chainHead(locker));
  if (!found) throw new FleetError('damaged', `The fleet's night of ${run} has no seal.`);
  return await sealedBefore(run, found, [], locker);
}

/** Before anybody is asked: a list that could not be sealed afterwards would be worth nothing. */
async function refuse(run: string, { locker, now, remembering }: Sealing): Promise<string | null> {
  refuseTheFuture({ run, now });
  await refuseOldClock({ locker, now });
  await refuseForeign(locker, remembering);
  return await settledNote(locker, remembering);
}

/**
 * The last list says who must be in the next. Where nothing is remembered of it, it is believed if the newest seal is one of the
 * fleet's key, or of one that is trusted.
 */
async function refuseForeign(locker: Locker, remembering: Remembering): Promise<void> {
  const { memory, name, signer, trustedKeys } = remembering;
  const { head, pending } = await memory.recall(name);
  const newest = await chainHead(locker);
  if (head || pending || !newest) return;
  const [checked] = checkSeals([newest], ringOf([signer.publicKey, ...(await trustedKeys())]));
  if (!checked?.problem) return;
  throw new FleetError(
    'damaged',
    `${newest.path} in ${locker.location}: ${checked.problem.message} ${memory.place} has no record of this locker either, so nobody would notice that an organization was removed from the last list. Nothing was collected. Restore the memory from a backup; or, if the fleet has a new key, name the public key of the old one under trustedKeys:.`,
  );
}

async function sealedBefore(
  run: string,
  { sequence, path, sha256 }: SealFile,
  recovered: readonly string[],
  locker: Locker,
): Promise<FleetResult> {
  const night = await expectList(locker, run);
  const last = night.previous === null ? null : await expectList(locker, night.previous);
  return { night, seal: { sequence, path, sha256 }, last, already: true, recovered, note: null };
}

/** A list is stored whole or not at all: one that has no seal is sealed as it is, this run's own as well. */
async function sealCutOff(run: string, sealing: Sealing): Promise<readonly string[]> {
  const { locker } = sealing;
  const sealed: string[] = [];
  for (const one of [...(await unfinishedBefore(locker, run)), run]) {
    if (await sealOfRun(locker, one, await chainHead(locker))) continue;
    const bytes = await locker.read(`${runFolder(one)}/${listName}`);
    if (!bytes) continue;
    await sealStored(JSON.parse(bytes.toString('utf8')) as FleetNight, sealing, true);
    sealed.push(one);
  }
  return sealed;
}
