import type { RecordHistory } from '../../report/model.ts';
import { type Cell, csvHead, csvRow } from '../../text/csv.ts';
import type { PackagedNight } from '../period/period-evidence.ts';

/**
 * A population's table over the period: every record that was in it on any night, with the first and last of them, how
 * many nights it was there, how often it changed, and its fields as they were last seen.
 */
export async function* populationTable(
  records: AsyncIterable<RecordHistory>,
  nights: readonly PackagedNight[],
): AsyncGenerator<string> {
  let columns: readonly string[] | undefined;
  for await (const { key, intervals } of records) {
    const last = intervals.at(-1);
    const fields = JSON.parse(last?.line ?? '{}') as Record<string, unknown>;
    if (!columns) {
      columns = Object.keys(fields).sort();
      yield csvHead(['record', 'first night', 'last night', 'nights', 'versions', ...columns]);
    }
    const present = intervals.reduce((sum, { from, to }) => sum + countOf(nights, from, to), 0);
    const when = [nights[intervals[0]?.from ?? 0]?.run, nights[last?.to ?? 0]?.run];
    yield csvRow([key, ...when, present, intervals.length, ...columns.map((name) => cellOf(fields[name]))]);
  }
  if (!columns) yield csvHead(['record', 'first night', 'last night', 'nights', 'versions']);
}

/** Nights that left evidence: those that did not may lie within a span. */
function countOf(nights: readonly PackagedNight[], from: number, to: number): number {
  let count = 0;
  for (let at = from; at <= to; at++) if (nights[at]?.findings) count++;
  return count;
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
}
