import { hashOfFile } from '../locker/file-hash.ts';
import { runFolder } from '../locker/keys.ts';
import { type Entry, type Locker, LockerError } from '../locker/locker.ts';
import { SealError } from './error.ts';
import { formatSums, type Sum, sumsName } from './sums.ts';

/**
 * Writes the run's SHA256SUMS over every file that lies in its folder, and so ends the run: nothing may be added
 * after it. A list that is already there stays as it is. Returns its key.
 */
export async function sumRun(locker: Locker, run: string): Promise<string> {
  const folder = `${runFolder(run)}/`;
  const key = `${folder}${sumsName}`;
  if (await locker.read(key)) return key;
  const sums: Sum[] = [];
  for (const entry of await locker.list(folder))
    sums.push({ path: entry.key.slice(folder.length), sha256: await hashOf(locker, entry) });
  try {
    await locker.create(key, formatSums(sums));
  } catch (error) {
    // Another attempt at the same run was quicker; the list that is there is the list.
    if (!(error instanceof LockerError && error.code === 'exists')) throw error;
  }
  return key;
}

async function hashOf(locker: Locker, entry: Entry): Promise<string> {
  const path = await locker.local(entry.key);
  if (!path) throw new SealError('malformed', `${entry.key} is listed in the locker and cannot be read.`);
  return await hashOfFile(path);
}
