import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openFolderLocker } from '../../locker/folder.ts';
import { attestationFolders } from '../../seal/verify/attestations.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import { beforeFolder } from '../before.ts';
import type { PackageLocker } from '../evidence-files.ts';
import type { Manifest } from '../manifest.ts';

const isEvidence = new RegExp(`^(${beforeFolder}/)?(runs|${attestationFolders.join('|')})/`);

/**
 * The evidence of a package as a locker of this machine: its folder, or its zip, unpacked as far as needed. What lies in it
 * of nights before its period reads as if it lay among the runs. Lists speak of the period alone.
 * @param folder for unpacking; whoever gives it removes it
 * @param raw whether answers as received are needed: they are the largest part, and no page or table is made of them
 */
export async function unpackedLocker(
  reader: LockerReader,
  { files }: Manifest,
  { folder, raw }: { readonly folder: string; readonly raw: boolean },
): Promise<PackageLocker> {
  if (reader.folder !== undefined) return withNightsBefore(openFolderLocker(reader.folder));
  for (const { path } of files)
    if (isEvidence.test(path) && (raw || !path.endsWith('.gz')))
      await unpack(reader, path, join(folder, path));
  return withNightsBefore(openFolderLocker(folder));
}

function withNightsBefore(locker: PackageLocker): PackageLocker {
  return {
    ...locker,
    read: async (key) => (await locker.read(key)) ?? (await locker.read(`${beforeFolder}/${key}`)),
    local: async (key) => (await locker.local(key)) ?? (await locker.local(`${beforeFolder}/${key}`)),
  };
}

async function unpack(reader: LockerReader, path: string, to: string): Promise<void> {
  const content = reader.stream?.(path);
  if (!content) return;
  await mkdir(dirname(to), { recursive: true });
  await pipeline(Readable.from(content), createWriteStream(to));
}
