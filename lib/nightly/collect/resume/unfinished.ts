import { randomBytes } from 'node:crypto';
import { ExhibitError } from '../../../error.ts';
import { canonicalDocument } from '../../../evidence/canonical.ts';
import type { Collector } from '../../../evidence/document.ts';
import { hashOfFile } from '../../../locker/file-hash.ts';
import { runFolder } from '../../../locker/keys.ts';
import type { WorkStore } from '../../../locker/open.ts';

/** A file in the work store. */
export interface CheckpointFile {
  readonly key: string;
  readonly sha256: string;
}

/** What there is of a dataset that may not be finished. */
export interface UnfinishedDataset {
  readonly startedAt: string;
  /** Null when nothing was answered yet. */
  readonly raw: CheckpointFile | null;
  readonly calls: CheckpointFile;
  readonly attempts: number;
}

/** What an invocation left for the next one. Stored in the work store; it holds no secret and is no evidence. */
export interface Unfinished {
  readonly schema: 'exhibit/unfinished/v1';
  readonly run: string;
  readonly connection: string;
  /** What collected: another version, or another configuration, starts anew. */
  readonly collector: Pick<Collector, 'version' | 'commit'>;
  readonly configuration: { readonly sha256: string };
  readonly datasets: Readonly<Record<string, UnfinishedDataset>>;
}

/** Which collection it is, and how often it was gone on with: `0123456789abcdef-3`. */
export interface Cursor {
  readonly id: string;
  readonly resumptions: number;
}

export class CursorError extends ExhibitError<'cursor'> {
  override readonly name = 'CursorError';

  constructor(message: string, options?: ErrorOptions) {
    super('cursor', message, options);
  }
}

/** Throws `CursorError` for what `formatCursor` did not write. */
export function parseCursor(text: string | null): Cursor {
  if (text === null) return { id: randomBytes(8).toString('hex'), resumptions: 0 };
  const [, id, resumptions] = /^([0-9a-f]{16})-(\d{1,4})$/.exec(text) ?? [];
  if (id === undefined)
    throw new CursorError(
      'The cursor was not returned by this function. Pass the one that it returned last, or null.',
    );
  return { id, resumptions: Number(resumptions) };
}

export function formatCursor({ id, resumptions }: Cursor): string {
  return `${id}-${resumptions}`;
}

/** Where what belongs to a cursor lies. */
export function placeOf(run: string, connection: string, cursor: Cursor): string {
  return `${runFolder(run)}/${connection}/${formatCursor(cursor)}`;
}

export async function writeUnfinished(work: WorkStore, place: string, unfinished: Unfinished): Promise<void> {
  await work.create(`${place}/unfinished.json`, canonicalDocument(unfinished));
}

/** Null when it is not there any more, or is of something else: then the collection starts anew. */
export async function readUnfinished(
  work: WorkStore,
  place: string,
  same: Omit<Unfinished, 'schema' | 'datasets'>,
): Promise<Unfinished | null> {
  const bytes = await work.read(`${place}/unfinished.json`);
  if (!bytes) return null;
  const found = JSON.parse(bytes.toString('utf8')) as Unfinished;
  const { run, connection, collector, configuration } = found;
  const is = canonicalDocument({ run, connection, collector, configuration });
  return is === canonicalDocument(same) ? found : null;
}

/** A kept file on this machine; null when it is not there any more, or not as it was stored. */
export async function localCheckpoint(work: WorkStore, file: CheckpointFile): Promise<string | null> {
  const path = await work.local(file.key);
  return path !== null && (await hashOfFile(path)) === file.sha256 ? path : null;
}
