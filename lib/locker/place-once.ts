import { link, lstat, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '../evidence/sha256.ts';
import { withFileLock } from './file-lock.ts';

/** `link()` or what stands in for it. */
export type LinkFile = (from: string, to: string) => Promise<void>;

export interface PlaceOptions {
  /** A folder for claims, on this file system. */
  readonly claims: string;
  readonly linkFile?: LinkFile;
}

/** What file systems without hard links say (SMB, exFAT), and those on which a file has as many as it may. */
const noLinks: ReadonlySet<string | undefined> = new Set([
  'EMLINK',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EPERM',
]);

/**
 * Gives a finished file its name unless something has that name: whole or not at all, and once. False where it is taken.
 * By `link()`; where there is none, by renaming under a claim that one process at a time can hold.
 */
export async function placeOnce(
  finished: string,
  path: string,
  { claims, linkFile = link }: PlaceOptions,
): Promise<boolean> {
  try {
    await linkFile(finished, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!noLinks.has(code)) throw error;
  }
  const claim = join(claims, `${sha256Of(path).slice(0, 32)}.claim`);
  return await withFileLock(claim, async () => {
    if (await lstat(path).catch(nullWhenAbsent)) return false;
    await rename(finished, path);
    return true;
  });
}

function nullWhenAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
