import { type PackedRecord, type RecordFile, unpackLine } from '../page-data.ts';
import { data } from './data.ts';

/** A record's line on a night; null where it was not in the list then. */
export function lineOn(row: RecordFile['rows'][number] | null, night: number): string | null {
  let line = '';
  for (const [from, to, text] of (row?.slice(1) ?? []) as PackedRecord[]) {
    line = unpackLine(text, line);
    if (from <= night && night <= to) return line;
  }
  return null;
}

/** The last night before one on which a list was whole; -1 where there is none. */
export function wholeBefore(dataset: number, night: number): number {
  const nights = data.datasets[dataset]?.nights.slice(0, Math.max(0, night)) ?? [];
  return nights.findLastIndex((one) => one !== 0 && (one.c === 'C' || one.c === 'E'));
}
