import type { RecordHistory, RecordInterval } from '../../report/model.ts';
import type { PeriodEvidence } from '../period/period-evidence.ts';
import { lineWindows } from '../timeline/line-windows.ts';
import { type LineInterval, mergeNights, type NightTrack } from '../timeline/merge.ts';
import { openTrack, type PartReader, pieceBytesFor } from '../timeline/track.ts';
import { keyReader } from './record-key.ts';
import { type RecordLine, readRecordLine } from './record-line.ts';

/** Where the records lie that a night's document speaks of. */
export interface RecordsPlace {
  readonly night: number;
  /** Null where it has none. */
  readonly records: { readonly path: string; readonly bytes: number } | null;
}

/**
 * A dataset's records over all nights, by key, in memory that does not grow with their number. Nights whose records
 * are not what was sealed are left out.
 * @param documents by night
 * @param windows one for several walks keeps its buffers
 */
export async function* recordHistories(
  locker: PartReader,
  { nights, verification }: Pick<PeriodEvidence, 'nights' | 'verification'>,
  documents: readonly RecordsPlace[],
  key: ((row: never) => string) | null,
  windows = lineWindows(),
): AsyncGenerator<RecordHistory> {
  const wrong = new Set(verification.problems.map(({ path }) => path));
  const tracks: NightTrack[] = nights.map(() => ({ track: null, speaks: false }));
  const pieceBytes = pieceBytesFor(nights.length);
  for (const { night, records } of documents) {
    if (records && wrong.has(records.path)) continue;
    const place = records && { key: records.path, offset: 0, bytes: records.bytes };
    tracks[night] = { track: place && openTrack(locker, place, windows, pieceBytes), speaks: true };
  }
  const keyOf = keyReader(key);
  for await (const merged of mergeNights<RecordLine>(tracks, (line, before) =>
    readRecordLine(line, before, keyOf),
  ))
    yield { key: merged.key, intervals: intervalsOf(merged.intervals) };
}

function intervalsOf(intervals: readonly LineInterval<RecordLine>[]): RecordInterval[] {
  let before: string | null = null;
  return intervals.map(({ from, to, said: { line, changed, ...said } }) => {
    const isKnown = before !== null && said.before === before;
    before = line;
    return isKnown ? { from, to, line, changed } : { from, to, line };
  });
}
