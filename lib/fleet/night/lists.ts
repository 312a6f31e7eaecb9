import { sha256Of } from '../../evidence/sha256.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { nullWhenDamaged } from '../../locker/null-when-damaged.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import { chainHead, readSeal, sealOfRun } from '../../seal/chain.ts';
import { parseSums, sumsName } from '../../seal/sums.ts';
import { FleetError } from '../fleet-error.ts';
import { type FleetNight, listName } from './night.ts';

/** The list of the last sealed night of a fleet; null before the first. Throws `FleetError` where it is not what was sealed. */
export async function lastList(locker: Locker): Promise<FleetNight | null> {
  const [last] = await sealedRuns(locker, { last: 1 });
  return last === undefined ? null : await expectList(locker, last);
}

/** The list of a sealed night. Throws `FleetError` where it is not what was sealed. */
export async function expectList(locker: Locker, run: string): Promise<FleetNight> {
  const list = await sealedList(locker, run);
  if (list) return list;
  throw new FleetError(
    'damaged',
    `${runFolder(run)}/${listName} in ${locker.location} is not what the fleet's key has sealed, or is not there: nobody would notice that an organization was removed from it. Nothing was collected. \`exhibit fleet verify\` says what else is wrong; bring it back from a backup.`,
  );
}

/** The list of a sealed night; null where it is not there or not what was sealed. */
export async function sealedList(locker: Locker, run: string): Promise<FleetNight | null> {
  const seal = await sealOfRun(locker, run, await chainHead(locker));
  return await listUnder(locker, run, seal?.statement?.subject[0].digest.sha256);
}

/**
 * The lists of these runs, oldest first, that are what was sealed, one after the other: no more than one has to be held. One that is not is left
 * out, and is a problem of the fleet's own locker.
 */
export async function* listsOf(locker: Locker, runs: readonly string[]): AsyncGenerator<FleetNight> {
  const sealed = await sumsSealed(locker, runs[0] ?? '');
  for (const run of runs) {
    const list = await listUnder(locker, run, sealed.get(Date.parse(run))).catch(nullWhenDamaged);
    if (list) yield list;
  }
}

/** Of each run's newest seal, by the run's time, the hash that it is over; from the newest back to that of `first`. */
async function sumsSealed(locker: Locker, first: string): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  let seal = await chainHead(locker);
  while (seal) {
    const { predicate, subject } = seal.statement ?? {};
    const time = Date.parse(predicate?.run ?? '');
    if (time < Date.parse(first)) break;
    if (subject && !found.has(time)) found.set(time, subject[0].digest.sha256);
    seal = seal.sequence > 1 ? await readSeal(locker, seal.sequence - 1) : null;
  }
  return found;
}

async function listUnder(
  locker: Locker,
  run: string,
  sealed: string | undefined,
): Promise<FleetNight | null> {
  const folder = runFolder(run);
  const sums = await locker.read(`${folder}/${sumsName}`);
  if (!sums || sha256Of(sums) !== sealed) return null;
  const wanted = parseSums(sums).find(({ path }) => path === listName)?.sha256;
  const bytes = await locker.read(`${folder}/${listName}`);
  if (!bytes || sha256Of(bytes) !== wanted) return null;
  return JSON.parse(bytes.toString('utf8')) as FleetNight;
}
