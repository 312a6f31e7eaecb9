import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import type { Json } from './company.ts';

/** Not evidence, and gone at any moment while a run is going. */
const passing = ['.lock', '.scratch'];

/** Every file of a locker, or of a folder in it, but unfinished work, by its path in it. */
export function filesOf(locker: string): readonly string[] {
  if (!existsSync(locker)) return [];
  return readdirSync(locker, { withFileTypes: true })
    .filter(({ name }) => !passing.includes(name))
    .flatMap((entry) => (entry.isDirectory() ? below(join(locker, entry.name), entry.name) : [entry.name]))
    .sort();
}

function below(folder: string, name: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(name, join(entry.parentPath, entry.name).slice(folder.length + 1)));
}

/** A file as text, unpacked where it is packed. */
export function textOf(locker: string, path: string): string {
  const bytes = readFileSync(join(locker, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}

/**
 * Whatever lies in the locker, or in its newest runs, is whole: it can be read to its end, and what evidence names is
 * there as it says.
 */
export function expectWhole(locker: string, newest = Number.POSITIVE_INFINITY): void {
  const runs = existsSync(join(locker, 'runs')) ? readdirSync(join(locker, 'runs')).sort() : [];
  const older = new Set(runs.slice(0, Math.max(0, runs.length - newest)));
  for (const path of filesOf(locker).filter((one) => !older.has(one.split('/')[1] ?? ''))) {
    const text = textOf(locker, path);
    if (path.endsWith('.json')) checkNamedFiles(join(locker, dirname(path)), path, JSON.parse(text));
    if (/\.ndjson(\.gz)?$/.test(path)) for (const line of text.split('\n').filter(Boolean)) JSON.parse(line);
  }
}

function checkNamedFiles(folder: string, path: string, document: Json): void {
  const own =
    document.schema === 'exhibit/findings/v1' ? [document.findings] : [document.records, document.raw];
  for (const file of own.filter(Boolean)) {
    const bytes = readFileSync(join(folder, file.path));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect([path, basename(file.path), sha256, bytes.length]).toEqual([
      path,
      file.path,
      file.sha256,
      file.bytes,
    ]);
  }
}
