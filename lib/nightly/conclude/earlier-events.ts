import { stat } from 'node:fs/promises';
import type { Continuing } from '../../evidence/dataset.ts';
import { days } from '../../evidence/day.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { fileRecords } from '../../locker/file-lines.ts';
import { runFolder } from '../../locker/keys.ts';
import type { LockerContent } from '../../locker/locker.ts';
import { readEvidence } from '../../runs/run-history.ts';
import { heldRows } from './shared-rows.ts';

/** So much text of earlier nights is held while a night is judged. */
const mostHeldBytes = 2 * 1024 * 1024;

type Records = () => Iterable<unknown>;

/** What earlier nights hold of a dataset that goes on from night to night. */
export interface EarlierEvents {
  readonly since: (moment: string) => Iterable<unknown>;
  /** Why events are missing that came after the oldest export; null when none are. */
  readonly gap: string | null;
}

export const noEarlierEvents: EarlierEvents = { since: () => [], gap: null };

/**
 * @param retentionDays how far back they matter, unless an export is older still
 * @param run nominal time of the night that is judged
 * @param exportedAt when the oldest export was made that these events may contradict; null without one
 */
export async function readEarlierEvents(
  locker: LockerContent,
  earlier: readonly string[],
  { adds, retentionDays }: Continuing,
  { connection, dataset, run }: Pick<EvidenceDocument, 'connection' | 'dataset' | 'run'>,
  exportedAt: string | null,
): Promise<EarlierEvents> {
  const needed = exportedAt === null ? Number.POSITIVE_INFINITY : Date.parse(exportedAt);
  const start = Math.min(Date.parse(run) - days(retentionDays), needed);
  const paths: string[] = [];
  const gaps: string[] = [];
  for (const earlierRun of runsFrom(earlier, start)) {
    const document = await readEvidence(locker, earlierRun, connection, dataset);
    const key = document?.records && `${runFolder(earlierRun)}/${connection}/${document.records.path}`;
    const path = key ? await locker.local(key) : null;
    if (path) paths.push(path);
    const lost = key && !path ? `${key} is missing from the locker` : adds ? null : lossIn(document);
    // A list that all nights make together lacks whatever one of them had; of events, older ones than the snapshot say nothing.
    if (lost !== null && (adds || Date.parse(document?.finishedAt ?? earlierRun) >= needed))
      gaps.push(`Of ${earlierRun}, ${lost}.`);
  }
  const files = await readers(paths);
  return { since: (moment) => recordsSince(files, moment), gap: gaps.length > 0 ? gaps.join(' ') : null };
}

/** Files that are short together are held: several controls ask for them. */
async function readers(paths: readonly string[]): Promise<readonly Records[]> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const areShort = sizes.reduce((sum, size) => sum + size, 0) <= mostHeldBytes;
  return paths.map((path) => (areShort ? heldRows(path).records : () => fileRecords(path)));
}

/** Nights from a moment on, and the one before: it was still reading when its nominal time had passed. */
function runsFrom(earlier: readonly string[], start: number): readonly string[] {
  const first = earlier.findIndex((earlierRun) => Date.parse(earlierRun) >= start);
  return first < 0 ? earlier.slice(-1) : earlier.slice(Math.max(0, first - 1));
}

/** A night cut short has read on, so that what it lost does not come again; a failed one is made up for by the next. */
function lossIn(document: EvidenceDocument | null): string | null {
  if (document?.completeness !== 'partial') return null;
  return `some may have been lost: ${document.problem?.message ?? 'it was cut short'}`.replace(/\.$/, '');
}

/** Events carry their time; a night's file may begin before it. One without a time that can be read is given. */
function* recordsSince(files: readonly Records[], moment: string): Generator<unknown> {
  const start = Date.parse(moment);
  for (const records of files)
    for (const record of records() as Iterable<{ timestamp?: string }>)
      if (!(Date.parse(record.timestamp ?? '') < start)) yield record;
}
