import type { Locker } from '../../locker/locker.ts';
import type { Gathered } from '../gather/gathered.ts';
import type { RecordHistory, RecordSpan } from '../report/model.ts';
import { type Merged, mergeNights } from '../timeline/merge.ts';
import { openTrack, type Track } from '../timeline/track.ts';
import { type DatasetName, datasetEvidence } from './dataset-nights.ts';

/** By what a dataset's records are sorted and told apart, by the provider's and the dataset's name. */
export type RecordKeys = (provider: string, dataset: string) => ((row: never) => string) | null;

/**
 * A dataset's records over all nights, by key, in memory that does not grow with their number. Nights whose records
 * are not what was sealed are left out.
 */
export async function* recordHistories(
  locker: Pick<Locker, 'read' | 'readPart'>,
  gathered: Gathered,
  name: DatasetName,
  keys: RecordKeys,
): AsyncGenerator<RecordHistory> {
  const wrong = new Set(gathered.verification.problems.map(({ path }) => path));
  const tracks: (Track | null)[] = gathered.nights.map(() => null);
  const documented: boolean[] = gathered.nights.map(() => false);
  let key: ((row: never) => string) | null = null;
  for await (const { night, path, document } of datasetEvidence(locker, gathered, name)) {
    key = keys(document.provider, document.dataset);
    const { records } = document;
    const file = records && `${path.slice(0, path.lastIndexOf('/'))}/${records.path}`;
    if (file && wrong.has(file)) continue;
    documented[night] = true;
    if (file && records) tracks[night] = openTrack(locker, { key: file, offset: 0, bytes: records.bytes });
  }
  const keyOf = keyReader(key);
  for await (const merged of mergeNights(tracks, keyOf))
    yield { key: merged.key, spans: spansOf(merged, documented) };
}

/** A dataset that this version does not know is told apart by its lines, which at least are in some order. */
function keyReader(key: ((row: never) => string) | null): (line: string) => string {
  if (!key) return (line) => line;
  return (line) => {
    const found = key(JSON.parse(line) as never);
    return typeof found === 'string' ? found : line;
  };
}

function spansOf({ nights, lines }: Merged, documented: readonly boolean[]): RecordSpan[] {
  const spans: { from: number; to: number; line: string }[] = [];
  for (const [at, night] of nights.entries()) {
    const last = spans.at(-1);
    const line = lines[at] ?? '';
    const broken = last && isWithin(documented, last.to + 1, night);
    if (last && !broken && last.line === line) last.to = night;
    else spans.push({ from: night, to: night, line });
  }
  return spans;
}

function isWithin(flags: readonly boolean[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (flags[at]) return true;
  return false;
}
