import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type LineWriter, lineWriter } from '../../locker/line-writer.ts';
import type { PartReader } from '../timeline/track.ts';

/** Files that are worked out before their turn in the package comes. They lie in one folder of this machine. */
export interface ScratchFiles {
  /** A new file that lines are written to. */
  writer(name: string): LineWriter;
  path(name: string): string;
  stream(name: string): AsyncIterable<Buffer>;
  /** Reads parts of them. */
  readonly reader: PartReader;
}

export function scratchFiles(folder: string): ScratchFiles {
  const path = (name: string): string => join(folder, encodeURIComponent(name));
  return {
    writer: (name) => lineWriter(path(name)),
    path,
    stream: (name) => createReadStream(path(name), { highWaterMark: 1 << 20 }),
    reader: {
      async readPart(name, offset, bytes) {
        const file = openSync(path(name), 'r');
        try {
          const buffer = Buffer.allocUnsafe(bytes);
          return buffer.subarray(0, readSync(file, buffer, 0, bytes, offset));
        } finally {
          closeSync(file);
        }
      },
    },
  };
}
