import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const chunkBytes = 256 * 1024;

/**
 * The lines of a file, or of a part of it, one after the other; memory stays at one chunk however long the
 * file is. Synchronous, so that pure code can read records as it reads an array.
 */
export function* fileLines(path: string, part: { offset?: number; bytes?: number } = {}): Generator<string> {
  const file = openSync(path, 'r');
  try {
    let at = part.offset ?? 0;
    const end = part.bytes === undefined ? fstatSync(file).size : at + part.bytes;
    let rest: Buffer = Buffer.alloc(0);
    while (at < end) {
      const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, end - at));
      const read = readSync(file, chunk, 0, chunk.length, at);
      if (read === 0) break;
      at += read;
      const bytes =
        rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, read)]) : chunk.subarray(0, read);
      const last = bytes.lastIndexOf(10);
      rest = bytes.subarray(last + 1);
      if (last >= 0) yield* bytes.toString('utf8', 0, last).split('\n');
    }
    if (rest.length > 0) yield rest.toString('utf8');
  } finally {
    closeSync(file);
  }
}

/** The records of an NDJSON file, each parsed when it is asked for. */
export function* fileRecords<Row>(path: string, part?: { offset?: number; bytes?: number }): Generator<Row> {
  for (const line of fileLines(path, part)) if (line !== '') yield JSON.parse(line) as Row;
}
