import { createHash, type Hash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** A place in the file to which it can be taken back. */
export interface Mark {
  readonly offset: number;
  readonly count: number;
  readonly hash: Hash;
}

export interface FindingsFile {
  add(line: string): void;
  mark(): Mark;
  /** Forgets everything that was added after the mark. */
  rewind(mark: Mark): void;
  finish(): { path: string; sha256: string; bytes: number; count: number };
}

const bufferChars = 256 * 1024;

/** Appends lines, hashing as it goes; memory stays at one buffer. */
export function findingsFile(path: string): FindingsFile {
  const file = openSync(path, 'w');
  let hash = createHash('sha256');
  let [offset, count, chars] = [0, 0, 0];
  let parts: string[] = [];

  const flush = (): void => {
    if (parts.length === 0) return;
    const bytes = Buffer.from(`${parts.join('\n')}\n`);
    writeSync(file, bytes, 0, bytes.length, offset);
    hash.update(bytes);
    offset += bytes.length;
    parts = [];
    chars = 0;
  };
  return {
    add(line) {
      parts.push(line);
      count++;
      chars += line.length;
      if (chars > bufferChars) flush();
    },
    mark() {
      flush();
      return { offset, count, hash: hash.copy() };
    },
    rewind(mark) {
      parts = [];
      chars = 0;
      offset = mark.offset;
      count = mark.count;
      hash = mark.hash.copy();
      ftruncateSync(file, offset);
    },
    finish() {
      flush();
      closeSync(file);
      return { path, sha256: hash.digest('hex'), bytes: offset, count };
    },
  };
}
