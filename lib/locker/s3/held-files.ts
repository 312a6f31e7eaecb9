import { randomUUID } from 'node:crypto';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { LockerError } from '../locker.ts';
import { inScratch } from '../own-failure.ts';
import { makeScratch, removeDeadScratch, type Scratch } from '../scratch.ts';

/** Copies of objects on this machine, each fetched at most once. What a key holds never changes, so they stay true. */
export interface HeldFiles {
  /** The folder that they lie in, which unfinished files may use as well. */
  folder(): Promise<string>;
  /** The copy of a key; `fetch` fills a new one and says whether there was anything. */
  get(key: string, fetch: (path: string) => Promise<boolean>): Promise<string | null>;
  /** Takes over a file that was stored under the key. */
  adopt(key: string, file: string): Promise<void>;
  /** Removes the copy of a key, if there is one. */
  drop(key: string): Promise<void>;
  /** Removes what processes that were cut off left behind. */
  removeDead(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * @param given folder in which the copies' own is made; by default one of this user's among the temporary files
 * @param temporary where this machine keeps those
 */
export function holdFiles(given?: string, temporary = tmpdir()): HeldFiles {
  const held = new Map<string, Promise<string | null>>();
  const parent = given ?? join(temporary, `exhibit-${userInfo().username}`);
  let made: Promise<Scratch> | undefined;
  const folder = async (): Promise<string> => {
    made ??= inScratch(parent, () => ensureOwn(parent).then(() => makeScratch(parent)));
    return (await made).path;
  };
  const fresh = async (): Promise<string> => join(await folder(), `held-${randomUUID()}`);
  return {
    folder,
    get(key, fetch) {
      const known = held.get(key);
      if (known) return known;
      const copy = fresh().then((path) => fetched(path, fetch));
      held.set(key, copy);
      const forget = (): void => void held.delete(key);
      // What is not there yet may be later, and what could not be had may be had then.
      copy.then((path) => path ?? forget(), forget);
      return copy;
    },
    async adopt(key, file) {
      const path = await fresh();
      try {
        await rename(file, path);
        held.set(key, Promise.resolve(path));
      } catch {
        // On another file system: it is in the bucket, and is fetched from there when it is wanted.
        await rm(file, { force: true });
      }
    },
    async drop(key) {
      const copy = held.get(key);
      held.delete(key);
      const path = await copy?.catch(() => null);
      if (path) await rm(path, { force: true });
    },
    async removeDead() {
      await removeDeadScratch(parent, await folder());
    },
    async remove() {
      held.clear();
      const own = made;
      made = undefined;
      const there = await own?.catch(() => null);
      await there?.remove();
    },
  };
}

/**
 * Makes the folder. Temporary files are everybody's, and these hold personal data: one that another user made under
 * this name is not used.
 */
async function ensureOwn(parent: string): Promise<void> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const found = await lstat(parent);
  if (found.isDirectory() && (found.uid === userInfo().uid || userInfo().uid === -1)) return;
  throw new LockerError(
    'unreachable',
    `${parent} is not a folder of this user, and evidence would be kept there for a while. Remove it, or set TMPDIR.`,
  );
}

async function fetched(path: string, fetch: (path: string) => Promise<boolean>): Promise<string | null> {
  if (await fetch(path)) return path;
  await rm(path, { force: true });
  return null;
}
