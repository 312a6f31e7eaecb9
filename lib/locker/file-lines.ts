import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Small enough that what it is decoded to is soon forgotten again. */
const chunkBytes = 64 * 1024;

/**
 * The lines of a file, or of a part of it, one after the other; memory stays at one chunk, or at the longest line,
 * however long the file is. Synchronous, so that pure code can read records as it reads an array. Throws when the
 * file ends before the part does: lines that are not there must not read as lines that never were.
 */
export function* fileLines(path: string, part: { offset?: number; bytes?: number } = {}): Generator<string> {
  const file = openSync(path, 'r');
  try {
    let at = part.offset ?? 0;
    const end = part.bytes === undefined ? fstatSync(file).size : at + part.bytes;
    let buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(chunkBytes, end - at)));
    let held = 0;
    while (at < end) {
      if (held === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
      const read = readSync(file, buffer, held, Math.min(buffer.length - held, end - at), at);
      if (read === 0) throw new Error(`${path} ends before its byte ${end}.`);
      at += read;
      const filled = held + read;
      const last = buffer.lastIndexOf(10, filled - 1);
      if (last >= 0) yield* buffer.toString('utf8', 0, last).split('\n');
      buffer.copyWithin(0, last + 1, filled);
      held = filled - last - 1;
    }
    if (held > 0) yield buffer.toString('utf8', 0, held);
  } finally {
    closeSync(file);
  }
}

/** The records of an NDJSON file, each parsed when it is asked for. */
export function* fileRecords<Row>(path: string, part?: { offset?: number; bytes?: number }): Generator<Row> {
  for (const line of fileLines(path, part)) if (line !== '') yield JSON.parse(line) as Row;
}
