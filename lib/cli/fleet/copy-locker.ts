import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locker } from '../../locker/locker.ts';
import { CommandError } from '../exit.ts';

/** How much was copied. */
export interface Copied {
  readonly files: number;
  readonly bytes: number;
}

/** Copies everything in a locker, in a folder or a bucket, to a folder of this machine. The caller holds the lock. */
export async function copyLocker(locker: Locker, folder: string): Promise<Copied> {
  const entries = await locker.list('');
  let bytes = 0;
  for (const { bytes: size, key } of entries) {
    const from = await locker.local(key);
    if (from === null) throw new CommandError(`${key} in ${locker.location} cannot be read.`);
    const to = join(folder, ...key.split('/'));
    await mkdir(dirname(to), { recursive: true, mode: 0o750 });
    await copyFile(from, to);
    await locker.release(key);
    bytes += size;
  }
  return { files: entries.length, bytes };
}
