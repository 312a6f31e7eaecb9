import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { checkKey, lockName, scratchName } from './keys.ts';
import { takeLock } from './lock.ts';
import { type Entry, type Locker, LockerError } from './locker.ts';

/** Evidence is personal data: its owner and group may read it, nobody may write it. */
const fileMode = 0o440;
const folderMode = 0o750;

/**
 * A locker in a folder. A key comes into being by `link()` from a finished, flushed file, so that it is there
 * whole or not at all, and only once.
 */
export function openFolderLocker(folder: string): Locker {
  const root = resolve(folder);
  const made = new Set<string>();
  let own: Promise<string> | undefined;

  const pathOf = (key: string): string => {
    checkKey(key);
    return join(root, ...key.split('/'));
  };
  const scratch = (): Promise<string> => {
    own ??= makeScratch(root);
    return own;
  };
  const publish = async (key: string, finished: string): Promise<void> => {
    const path = pathOf(key);
    await ensureFolder(dirname(path), made);
    await linkOnce(finished, path, key);
    await rm(finished, { force: true });
    await flushFolder(dirname(path));
  };

  return {
    location: root,
    scratch,
    async create(key, bytes) {
      const draft = join(await scratch(), randomUUID());
      const file = await open(draft, 'wx', fileMode);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await publish(key, draft);
    },
    async createFromFile(key, file) {
      const draft = join(await scratch(), randomUUID());
      await link(file, draft).catch(() => copyFile(file, draft, constants.COPYFILE_EXCL));
      await finishFile(draft);
      await publish(key, draft);
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
    async exists(key) {
      return (await stat(pathOf(key)).catch(nullWhenAbsent)) !== null;
    },
    async list(prefix) {
      return await listFolder(root, prefix);
    },
    async names(prefix) {
      const entries = await readdir(join(root, prefix)).catch(nullWhenAbsent);
      return (entries ?? []).filter((name) => name !== scratchName && name !== lockName).sort();
    },
    async lock(run) {
      const taken = await takeLock(join(root, lockName), await scratch(), run);
      await removeDeadScratch(root, await scratch());
      return taken;
    },
    async close() {
      if (!own) return;
      await rm(await own, { recursive: true, force: true });
      await rm(join(root, scratchName), { recursive: false }).catch(() => {});
    },
  };
}

/** Whether the folder looks like a locker: it holds runs or a chain. */
export async function isFolderLocker(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(nullWhenAbsent);
  return names?.some((name) => name === 'runs' || name === 'chain') ?? false;
}

function nullWhenAbsent(error: unknown): null {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw new LockerError('unreachable', `The locker cannot be read: ${(error as Error).message}.`, {
    cause: error,
  });
}

async function makeScratch(root: string): Promise<string> {
  const folder = join(root, scratchName, `${process.pid}-${randomUUID().slice(0, 8)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new LockerError(
      'unreachable',
      `The locker ${root} cannot be written: ${error.code}. Check "locker:" in exhibit.yaml and the folder's permissions.`,
      { cause: error },
    );
  });
  return folder;
}

/** Removes what processes that are gone left unfinished. */
async function removeDeadScratch(root: string, own: string): Promise<void> {
  const parent = join(root, scratchName);
  for (const name of (await readdir(parent).catch(nullWhenAbsent)) ?? []) {
    if (join(parent, name) === own || isRunning(Number(name.split('-')[0]))) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function ensureFolder(folder: string, made: Set<string>): Promise<void> {
  if (made.has(folder)) return;
  await mkdir(folder, { recursive: true, mode: folderMode });
  made.add(folder);
}

async function linkOnce(finished: string, path: string, key: string): Promise<void> {
  try {
    await link(finished, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await rm(finished, { force: true });
    throw new LockerError('exists', `${key} is already in the locker, and what is there is never changed.`);
  }
}

async function finishFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.chmod(fileMode);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

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
    if (entry.isDirectory() || key === lockName || key.startsWith(`${scratchName}/`)) continue;
    entries.push({ key, bytes: (await stat(path)).size });
  }
  return entries.sort((a, b) => (a.key < b.key ? -1 : 1));
}
