import { canonicalDocument } from '../../evidence/canonical.ts';
import { runFolder, runOfFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { storeOnce } from '../../runs/write-once.ts';

/** That a night was told, and to whom. Written after it went out, so that what did not is told by a later night. */
export interface AlertMark {
  readonly schema: 'exhibit/told/v1';
  readonly run: string;
  /** The message's id; null when there was nothing to say. */
  readonly alert: string | null;
  /** Earlier nights that it spoke of as well. */
  readonly covered: readonly string[];
}

/** Whose marks: each place that tells of nights by itself has its own. Those of the first lie at the top. */
export type MarkedBy = 'webhook' | null;

/** Keeps the mark of a night. One that is there stands. */
export async function storeMark(locker: Locker, by: MarkedBy, mark: AlertMark): Promise<void> {
  await storeOnce(locker, keyOf(by, mark.run), canonicalDocument(mark));
}

export function isTold(locker: Locker, by: MarkedBy, run: string): Promise<boolean> {
  return locker.exists(keyOf(by, run));
}

/** The newest night before this one that was told; null when none was. */
export async function lastTold(locker: Locker, by: MarkedBy, run: string): Promise<string | null> {
  const names = await locker.names(`${folderOf(by)}/`);
  const runs = names.map((name) => runOfFolder(name.replace(/\.json$/, ''))).filter((one) => one !== null);
  return runs.filter((one) => one < run).at(-1) ?? null;
}

function keyOf(by: MarkedBy, run: string): string {
  return `${folderOf(by)}/${runFolder(run).slice('runs/'.length)}.json`;
}

function folderOf(by: MarkedBy): string {
  return by === null ? 'alerts' : `alerts/${by}`;
}
