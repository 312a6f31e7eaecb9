import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { openHashPool } from './hash-pool.ts';
import type { ListedFile, LockerReader } from './reader.ts';

/** A locker, or a copy of one, in a folder. Nothing is written to it. */
export function openFolderReader(folder: string): LockerReader {
  const root = resolve(folder);
  const pool = openHashPool(root);
  return {
    folder: root,
    async names(below) {
      return ((await readdir(join(root, below)).catch(nullWhenAbsent)) ?? []).sort();
    },
    async files(below) {
      const options = { recursive: true, withFileTypes: true } as const;
      const found = (await readdir(join(root, below), options).catch(nullWhenAbsent)) ?? [];
      return found
        .filter((entry) => !entry.isDirectory())
        .map((entry) => listed(root, entry))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async read(path) {
      return await readFile(join(root, path)).catch(nullWhenAbsent);
    },
    hash: pool.hash,
    close: pool.close,
  };
}

function listed(root: string, entry: Dirent): ListedFile {
  const path = join(entry.parentPath, entry.name).slice(root.length + 1);
  return { path: path.split(sep).join('/'), regular: entry.isFile() };
}

function nullWhenAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
