import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

/** How much is written so far. */
export interface Place {
  readonly bytes: number;
  readonly count: number;
}

export interface LineWriter {
  add(line: string): void;
  /** Adds text that holds whole lines, or a part of one whose rest comes next. @param lines how many end in all */
  addText(text: Buffer, lines: number): void;
  place(): Place;
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
  const hash = createHash('sha256');
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
    addText(text, lines) {
      flush();
      put(text);
      count += lines;
    },
    place: () => ({ bytes: bytes + filled, count }),
    finish() {
      flush();
      closeSync(file);
      return { sha256: hash.digest('hex'), bytes, count };
    },
  };
}
