import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { ExportedFile } from '../../providers/provider.ts';

/** An exported file where the configuration says that it lies: a path relative to the configuration's folder. */
export function fileInFolder(folder: string, file: string): ExportedFile {
  const place = resolve(folder, file);
  return { name: basename(file), place, handOver: null, read: () => readFile(place) };
}
