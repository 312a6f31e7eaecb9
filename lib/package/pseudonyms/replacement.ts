import { sha256Of } from '../../evidence/sha256.ts';
import { hashOfFile } from '../../locker/file-hash.ts';
import type { openFolderLocker } from '../../locker/folder.ts';
import type { Entry } from '../../locker/locker.ts';
import type { PackageLocker } from '../evidence-files.ts';
import type { StoredAttestation } from '../model/decisions.ts';
import type { PeriodEvidence } from '../period/period-evidence.ts';
import type { DatasetLookup } from '../populations/record-key.ts';
import type { Pseudonyms } from './pseudonym.ts';

/** A file as it is sealed. */
export interface Original {
  readonly bytes: number;
  readonly sha256: string;
}

/** What people are replaced in. */
export interface Input {
  readonly locker: PackageLocker;
  readonly evidence: PeriodEvidence;
  readonly attestations: readonly StoredAttestation[];
  /** Every file that would go into the package. */
  readonly entries: readonly Entry[];
  readonly datasetOf: DatasetLookup;
  readonly pseudonyms: Pseudonyms;
  /** An empty folder. */
  readonly folder: string;
}

/** What has been done so far. */
export interface Work extends Input {
  readonly store: ReturnType<typeof openFolderLocker>;
  readonly originals: Map<string, Original>;
  readonly withheld: (Original & { path: string; reason: string })[];
  /** Files that go into the package as they are. */
  readonly unchanged: Entry[];
}

/** Whether a key is that of an evidence document. */
export function isDocument(key: string): boolean {
  return key.startsWith('runs/') && key.endsWith('.json') && key.split('/').length === 4;
}

/** What a file of JSON holds; null where it is none. */
export function parse<Document>(bytes: Buffer | null): Document | null {
  try {
    return bytes && (JSON.parse(bytes.toString('utf8')) as Document);
  } catch {
    return null;
  }
}

/** Leaves a file out, and remembers what was sealed there and why it is missing. */
export async function withhold(
  { locker, withheld }: Work,
  { key, bytes }: Entry,
  reason: string,
): Promise<void> {
  const path = await locker.local(key);
  if (path) withheld.push({ path: key, bytes, sha256: await hashOfFile(path), reason });
  await locker.release(key);
}

/** Stores what goes in the place of a file, and remembers what was sealed there. */
export async function replace(work: Work, key: string, text: string): Promise<void> {
  await remember(work, key);
  await work.store.create(key, text);
}

export async function remember({ locker, originals }: Work, key: string): Promise<void> {
  const bytes = await locker.read(key);
  if (bytes) originals.set(key, { bytes: bytes.length, sha256: sha256Of(bytes) });
}
