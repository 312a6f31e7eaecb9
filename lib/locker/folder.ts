import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { constants, copyFile, link, mkdir, open, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { nullWhenAbsent } from './absent.ts';
import { flushFolder } from './flush-folder.ts';
import { checkKey, checkPrefix, lockName, scratchName } from './keys.ts';
import { takeLock } from './lock.ts';
import { type Entry, type Locker, LockerError } from './locker.ts';
import { makeFolders } from './make-folders.ts';
import { failed } from './own-failure.ts';
import { type LinkFile, placeOnce } from './place-once.ts';
import { readPartInto } from './read-part.ts';
import { makeScratch, removeDeadScratch, type Scratch } from './scratch.ts';

/** Evidence is personal data: its owner and group may read it, nobody may write it. */
const fileMode = 0o440;
const folderMode = 0o750;

export interface FolderOptions {
  /** In place of `link()`. */
  readonly linkFile?: LinkFile;
}

/**
 * A locker in a folder. A key comes into being by `link()` from a finished, flushed file, so that it is there
 * whole or not at all, and only once; where a file system has no hard links, by renaming under a claim.
 */
export function openFolderLocker(folder: string, { linkFile = link }: FolderOptions = {}): Locker {
  const root = resolve(folder);
  const made = new Set<string>();
  let own: Promise<Scratch> | undefined;

  const pathOf = (key: string): string => {
    checkKey(key);
    return join(root, ...key.split('/'));
  };
  const scratch = async (): Promise<string> => {
    own ??= openScratch(root);
    return (await own).path;
  };
  const publish = async (key: string, finished: string): Promise<void> => {
    const path = pathOf(key);
    await ensureFolder(root, dirname(path), made);
    if (!(await placeOnce(finished, path, { claims: join(root, scratchName), linkFile }))) throw taken(key);
    await flushFolder(dirname(path));
  };
  /** Calls `use` with the name of a file to be, which is gone afterwards. */
  const withDraft = async (use: (draft: string) => Promise<void>): Promise<void> => {
    const draft = join(await scratch(), randomUUID());
    try {
      await use(draft).catch(wordedWriteError(root));
    } finally {
      await rm(draft, { force: true });
    }
  };

  return {
    location: root,
    scratch,
    async create(key, bytes) {
      checkKey(key);
      await withDraft(async (draft) => {
        await writeFinished(draft, bytes);
        await publish(key, draft);
      });
    },
    async createFromFile(key, file) {
      checkKey(key);
      await withDraft(async (draft) => {
        await linkFile(file, draft).catch(() => copyFile(file, draft, constants.COPYFILE_EXCL));
        await finishFile(draft);
        await publish(key, draft);
      });
      await rm(file, { force: true });
    },
    async read(key) {
      return await readFile(pathOf(key)).catch(nullWhenAbsent);
    },
    async local(key) {
      const path = pathOf(key);
      const found = await stat(path).catch(nullWhenAbsent);
      return found?.isFile() ? path : null;
    },
    pathOf,
    async readPart(key, offset, bytes) {
      return readPart(pathOf(key), offset, bytes);
    },
    // What `local` gave is the evidence itself.
    async release() {},
    async exists(key) {
      return (await stat(pathOf(key)).catch(nullWhenAbsent))?.isFile() === true;
    },
    async list(prefix) {
      checkPrefix(prefix);
      return await listFolder(root, prefix);
    },
    async names(prefix) {
      checkPrefix(prefix);
      const entries = await readdir(join(root, prefix)).catch(nullWhenAbsent);
      return (entries ?? []).filter((name) => prefix !== '' || !isOurs(name)).sort();
    },
    async lock(run) {
      const own = await scratch();
      const lock = await takeLock(join(root, lockName), own, run, linkFile).catch(wordedWriteError(root));
      await removeDeadScratch(join(root, scratchName), own).catch(wordedWriteError(root));
      return lock;
    },
    async close() {
      if (!own) return;
      const mine = await own.catch(() => null);
      own = undefined;
      // What could not be made needs no removing, and what is gone with its disk cannot be.
      if (mine === null) return;
      await mine.remove().catch(() => {});
      // Stays while another process has unfinished files there.
      await rmdir(join(root, scratchName)).catch(() => {});
    },
  };
}

/** Whether the folder looks like a locker: it holds runs or a chain. */
export async function isFolderLocker(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(nullWhenAbsent);
  return names?.some((name) => name === 'runs' || name === 'chain') ?? false;
}

/** Names at the top of the folder that are no evidence. */
function isOurs(name: string): boolean {
  return name === scratchName || name === lockName;
}

function wordedWriteError(root: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof LockerError) throw error;
    throw failed(`The locker ${root} cannot be written`, error);
  };
}

function readPart(path: string, offset: number, bytes: number): Buffer | null {
  const buffer = Buffer.allocUnsafeSlow(bytes);
  try {
    return buffer.subarray(0, readPartInto(path, offset, buffer));
  } catch (error) {
    return nullWhenAbsent(error);
  }
}

async function openScratch(root: string): Promise<Scratch> {
  try {
    await makeFolders(root, folderMode);
    return await makeScratch(join(root, scratchName));
  } catch (error) {
    return wordedWriteError(root)(error);
  }
}

/**
 * Makes the folder and flushes those above it that were made, so that no power cut takes them away again. The locker itself
 * is not made anew: where it is gone in the middle of a run, so is its disk.
 */
async function ensureFolder(root: string, folder: string, made: Set<string>): Promise<void> {
  if (made.has(folder)) return;
  await stat(root);
  const first = await mkdir(folder, { recursive: true, mode: folderMode });
  if (first !== undefined)
    for (let at = dirname(folder); at.length >= dirname(first).length; at = dirname(at)) {
      await flushFolder(at);
      if (at === dirname(at)) break;
    }
  made.add(folder);
}

function taken(key: string): LockerError {
  return new LockerError('exists', `${key} is already in the locker, and what is there is never changed.`);
}

async function writeFinished(path: string, bytes: Buffer | string): Promise<void> {
  const file = await open(path, 'wx', fileMode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Opened for reading, so that it works a second time on a file that nobody may write any more. */
async function finishFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    // Some file systems keep no modes.
    await file.chmod(fileMode).catch(nullWhenNotOffered);
    await file.sync();
  } finally {
    await file.close();
  }
}

function nullWhenNotOffered(error: NodeJS.ErrnoException): null {
  if (['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM'].includes(error.code ?? '')) return null;
  throw error;
}

/** Each file is asked for its size at once: waiting for a thread, thousands of times, takes far longer. */
async function listFolder(root: string, prefix: string): Promise<Entry[]> {
  const top = join(root, prefix);
  const found = await readdir(top, { recursive: true, withFileTypes: true }).catch(nullWhenAbsent);
  const entries: Entry[] = [];
  for (const entry of found ?? []) {
    const path = join(entry.parentPath, entry.name);
    const key = path
      .slice(root.length + 1)
      .split(sep)
      .join('/');
    if (entry.isDirectory() || isOurs(key.split('/')[0] ?? '')) continue;
    entries.push({ key, bytes: statSync(path).size });
  }
  return entries.sort((a, b) => (a.key < b.key ? -1 : 1));
}
