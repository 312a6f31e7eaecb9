import { stat } from 'node:fs/promises';
import { madeText } from '../files/made-file.ts';
import { isS3Location } from '../locker/s3/location.ts';
import { openFolderReader } from '../seal/verify/folder-reader.ts';
import type { LockerReader } from '../seal/verify/reader.ts';

/** Lets `use` read a locker or a package as verifying does: a folder, a bucket, or a zip. */
export async function withReader<Result>(
  location: string,
  use: (reader: LockerReader) => Promise<Result>,
): Promise<Result> {
  const reader = await openReader(location);
  try {
    return await use(reader);
  } finally {
    await reader.close();
  }
}

async function openReader(location: string): Promise<LockerReader> {
  if (isS3Location(location)) return (await import('../seal/verify/s3-reader.ts')).openS3Reader(location);
  const isFile = (await stat(location).catch(() => null))?.isFile() === true;
  if (isFile) return await (await import('../zip/zip-reader.ts')).openZipReader(location);
  return openFolderReader(location);
}

/** Public keys or certificates as PEM. Throws `FileError`. */
export async function readTrustedKeys(files: readonly string[]): Promise<readonly string[]> {
  return files.map((file) => madeText(file));
}
