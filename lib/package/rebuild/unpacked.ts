import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openFolderLocker } from '../../locker/folder.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import type { PackageLocker } from '../evidence-files.ts';

/** Raw answers are the largest part, and nothing in a page or table is made of them. */
const isNeeded = (path: string): boolean => /^(runs|attestations)\//.test(path) && !path.endsWith('.gz');

/**
 * The evidence of a package as a locker of this machine: its folder, or what of its zip is needed, unpacked.
 * @param folder for unpacking; whoever gives it removes it
 * @param most bytes of each file that is unpacked, by path; what is not named is left out
 */
export async function unpackedLocker(
  reader: LockerReader,
  folder: string,
  most: ReadonlyMap<string, number>,
): Promise<PackageLocker> {
  if (reader.folder !== undefined) return openFolderLocker(reader.folder);
  for (const { path, regular } of await reader.files(''))
    if (regular && isNeeded(path) && most.has(path)) await unpack(reader, path, join(folder, path));
  return openFolderLocker(folder);
}

async function unpack(reader: LockerReader, path: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const content = reader.stream?.(path);
  if (content) await pipeline(Readable.from(content), createWriteStream(to));
}
