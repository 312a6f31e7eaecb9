import { sha256Of } from '../../evidence/sha256.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import { chainHead, sealOfRun } from '../../seal/chain.ts';
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
    `${runFolder(run)}/${listName} in ${locker.location} is not what the fleet's key has sealed, or is not there: an organization that was taken out of it could not be told. Nothing was asked. \`exhibit fleet verify\` says what else is wrong; bring it back from a backup.`,
  );
}

/** The list of a sealed night; null where it is not there or not what was sealed. */
export async function sealedList(locker: Locker, run: string): Promise<FleetNight | null> {
  const seal = await sealOfRun(locker, run, await chainHead(locker));
  const folder = runFolder(run);
  const sums = await locker.read(`${folder}/${sumsName}`);
  if (!sums || sha256Of(sums) !== seal?.statement?.subject[0].digest.sha256) return null;
  const wanted = parseSums(sums).find(({ path }) => path === listName)?.sha256;
  const bytes = await locker.read(`${folder}/${listName}`);
  if (!bytes || sha256Of(bytes) !== wanted) return null;
  return JSON.parse(bytes.toString('utf8')) as FleetNight;
}
