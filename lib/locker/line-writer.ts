import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { lineBuffer } from './line-buffer.ts';
import { writeWhole } from './write-whole.ts';

/** How much is written so far. */
export interface Place {
  readonly bytes: number;
  readonly count: number;
}

export interface LineWriter {
  add(line: string): void;
  /** Adds whole lines as bytes, in parts that may end anywhere. @param added how many lines they are in all */
  addLines(parts: Iterable<Buffer>, added: number): void;
  place(): Place;
  /** Writes what is left and closes the file. */
  finish(): WrittenLines;
}

export interface WrittenLines {
  readonly sha256: string;
  readonly bytes: number;
  readonly count: number;
}

/** Writes lines to a file and hashes them on the way. Synchronous, because what is written comes from pure code. */
export function lineWriter(path: string): LineWriter {
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  let [bytes, count] = [0, 0];
  const put = (chunk: Buffer): void => {
    hash.update(chunk);
    writeWhole(file, chunk);
    bytes += chunk.length;
  };
  const lines = lineBuffer(put);
  return {
    add(line) {
      count++;
      lines.add(line);
    },
    addLines(parts, added) {
      lines.flush();
      for (const part of parts) put(part);
      count += added;
    },
    place: () => ({ bytes: bytes + lines.held().length, count }),
    finish() {
      lines.flush();
      closeSync(file);
      return { sha256: hash.digest('hex'), bytes, count };
    },
  };
}
