import { createHash, type Hash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** A place in the file to which it can be taken back. */
export interface Mark {
  readonly bytes: number;
  readonly count: number;
  readonly hash: Hash;
}

export interface LineWriter {
  add(line: string): void;
  mark(): Mark;
  /** Forgets everything that was added after the mark. */
  rewind(mark: Mark): void;
  /** Writes what is left and closes the file. */
  finish(): WrittenLines;
}

export interface WrittenLines {
  readonly sha256: string;
  readonly bytes: number;
  readonly count: number;
}

/** A night writes many short files. Memory that is taken and dropped for each would keep the collector of garbage busy. */
const firstBytes = 4 * 1024;
const bufferBytes = 128 * 1024;
/** No UTF-16 code unit takes more in UTF-8. */
const mostBytesPerUnit = 3;

/**
 * Writes lines to a file and hashes them on the way, through one buffer that is used again and again: a million
 * lines leave no garbage behind. The buffer grows with the file. Synchronous, because what is written comes from pure code.
 */
export function lineWriter(path: string): LineWriter {
  const file = openSync(path, 'w');
  let buffer = Buffer.allocUnsafeSlow(firstBytes);
  let hash = createHash('sha256');
  let [filled, bytes, count] = [0, 0, 0];

  const put = (chunk: Buffer): void => {
    hash.update(chunk);
    for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at, chunk.length - at, bytes + at);
    bytes += chunk.length;
  };
  const flush = (): void => {
    if (filled > 0) put(buffer.subarray(0, filled));
    filled = 0;
  };
  const makeRoom = (most: number): void => {
    flush();
    if (buffer.length < bufferBytes)
      buffer = Buffer.allocUnsafeSlow(Math.min(bufferBytes, Math.max(most, buffer.length * 2)));
  };
  return {
    add(line) {
      count++;
      const most = line.length * mostBytesPerUnit + 1;
      if (most > buffer.length - filled) makeRoom(most);
      if (most > buffer.length) return put(Buffer.from(`${line}\n`));
      filled += buffer.write(line, filled);
      buffer[filled++] = 10;
    },
    mark() {
      flush();
      return { bytes, count, hash: hash.copy() };
    },
    rewind(mark) {
      filled = 0;
      bytes = mark.bytes;
      count = mark.count;
      hash = mark.hash.copy();
      ftruncateSync(file, bytes);
    },
    finish() {
      flush();
      closeSync(file);
      return { sha256: hash.digest('hex'), bytes, count };
    },
  };
}
