import { batchSize, inBatches } from '../../judging/dataset-view.ts';
import { fileRecords } from '../../locker/file-lines.ts';

/** So many batches are held for those who come a little later. */
const heldBatches = 2;

/** The records of one file, for all who want them. */
export interface SharedRows {
  /** One after the other, from the first on. */
  records(): Iterable<unknown>;
  /** The same in batches, for all who walk them side by side. */
  batches(): Generator<readonly unknown[]>;
  /** Closes the file. */
  close(): void;
}

/** All records of a short file, which are parsed when somebody first wants them, and held. */
export function heldRows(path: string): SharedRows {
  let held: readonly unknown[] | null = null;
  const records = () => {
    held ??= [...fileRecords<unknown>(path)];
    return held;
  };
  return { records, batches: () => inBatches(records()), close: () => {} };
}

/**
 * Parses each record once for all who take the same batches in turn; whoever falls behind what is held reads on alone.
 * Holds two batches, however long the file is.
 */
export function sharedRows(path: string): SharedRows {
  const readings: Reading[] = [];
  const fromStart = (): Reading => {
    const newest = readings.at(-1);
    if (newest?.hasStart()) return newest;
    const opened = openReading(path);
    readings.push(opened);
    return opened;
  };
  return {
    records: () => fileRecords(path),
    *batches() {
      const reading = fromStart();
      for (let at = 0; ; at++) {
        const batch = reading.batch(at);
        if (batch === 'gone') return yield* inBatches(rowsFrom(path, at * batchSize));
        if (batch === null) return;
        yield batch;
      }
    },
    close() {
      for (const reading of readings) reading.close();
    },
  };
}

interface Reading {
  /** Whether somebody who begins now still finds the first batch. */
  hasStart(): boolean;
  /** The batch at a place; null behind the last one, `gone` where it is not held any more. */
  batch(at: number): readonly unknown[] | null | 'gone';
  close(): void;
}

function openReading(path: string): Reading {
  const source = inBatches(fileRecords<unknown>(path));
  const held: (readonly unknown[])[] = [];
  let first = 0;
  let ended = false;
  const read = (): void => {
    const { done, value } = source.next();
    ended = done === true;
    if (!done) held.push(value);
    if (held.length > heldBatches) {
      held.shift();
      first++;
    }
  };
  return {
    hasStart: () => first === 0,
    batch(at) {
      if (at < first) return 'gone';
      if (at === first + held.length && !ended) read();
      return held[at - first] ?? null;
    },
    close() {
      source.return(undefined);
    },
  };
}

function* rowsFrom(path: string, skipped: number): Generator<unknown> {
  let at = 0;
  for (const row of fileRecords<unknown>(path)) if (at++ >= skipped) yield row;
}
