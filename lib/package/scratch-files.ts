import { mkdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LineWriter, lineWriter } from '../locker/line-writer.ts';
import type { Entry } from '../locker/locker.ts';
import { readPartInto } from '../locker/read-part.ts';
import type { CopySource } from './copy-files.ts';
import type { PartReader } from './timeline/track.ts';

/** Files that are worked out before their turn in the package comes. They lie in one folder of this machine. */
export interface ScratchFiles {
  /** A new file that lines are written to. */
  writer(name: string): LineWriter;
  path(name: string): string;
  /** One that is finished, to be copied. */
  entry(name: string): Entry;
  readonly source: CopySource & PartReader;
}

/** @param folder is made where it is not there */
export function scratchFiles(folder: string): ScratchFiles {
  mkdirSync(folder, { recursive: true });
  const path = (name: string): string => join(folder, encodeURIComponent(name));
  return {
    writer: (name) => lineWriter(path(name)),
    path,
    entry: (name) => ({ key: name, bytes: statSync(path(name)).size }),
    source: {
      pathOf: path,
      read: (name) => readFile(path(name)),
      local: async (name) => path(name),
      release: async () => {},
      async readPart(name, offset, bytes) {
        const buffer = Buffer.allocUnsafeSlow(bytes);
        return buffer.subarray(0, readPartInto(path(name), offset, buffer));
      },
    },
  };
}
