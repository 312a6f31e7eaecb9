import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { FileFact } from './reader.ts';

const bufferBytes = 1 << 20;
const finished = Buffer.from('"finishedAt":"');

/** Hashes files one after another through one buffer. Synchronous: per file, a promise costs more than the hash. */
export function hashFiles(root: string, paths: readonly string[]): FileFact[] {
  const buffer = Buffer.allocUnsafe(bufferBytes);
  return paths.map((path) => hashFile(root, path, buffer));
}

function hashFile(root: string, path: string, buffer: Buffer): FileFact {
  let file: number;
  try {
    file = openSync(`${root}/${path}`, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { path, sha256: null, bytes: 0, finishedAt: null };
  }
  try {
    const first = fill(file, buffer);
    const head = buffer.subarray(0, first);
    const finishedAt = isDocument(path) ? finishedIn(head) : null;
    if (first < buffer.length) return { path, sha256: hash('sha256', head, 'hex'), bytes: first, finishedAt };
    return { path, finishedAt, ...hashRest(file, buffer) };
  } finally {
    closeSync(file);
  }
}

function hashRest(file: number, buffer: Buffer): { sha256: string; bytes: number } {
  const digest = createHash('sha256').update(buffer);
  let bytes = buffer.length;
  for (;;) {
    const read = readSync(file, buffer);
    if (read === 0) return { sha256: digest.digest('hex'), bytes };
    digest.update(buffer.subarray(0, read));
    bytes += read;
  }
}

/** Reads until the buffer is full or the file ends. */
function fill(file: number, buffer: Buffer): number {
  let filled = 0;
  while (filled < buffer.length) {
    const read = readSync(file, buffer, filled, buffer.length - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return filled;
}

/** `runs/<run>/<connection>/<dataset>.json` */
function isDocument(path: string): boolean {
  return path.endsWith('.json') && path.split('/').length === 4;
}

/**
 * The moment in an evidence document, found without parsing it: in canonical JSON the key stands before the long
 * list of requests, and inside a text its quotes would be escaped.
 */
function finishedIn(head: Buffer): string | null {
  const at = head.indexOf(finished);
  if (at < 0) return null;
  const from = at + finished.length;
  const to = head.indexOf('"', from);
  return to < 0 ? null : head.toString('utf8', from, to);
}
