import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Fills a buffer from a place in a file on; gives how many bytes there were, fewer where the file ends, and throws where
 * there is none. Synchronous: a package reads ten thousands of short parts, and asking a thread for each takes ten times
 * as long.
 */
export function readPartInto(path: string, offset: number, buffer: Buffer): number {
  const file = openSync(path, 'r');
  try {
    let filled = 0;
    while (filled < buffer.length) {
      const read = readSync(file, buffer, filled, buffer.length - filled, offset + filled);
      if (read === 0) break;
      filled += read;
    }
    return filled;
  } finally {
    closeSync(file);
  }
}
