import { stat } from 'node:fs/promises';
import type { EvidenceDocument } from '../../evidence/document.ts';
import type { Problem } from '../../evidence/problem.ts';
import { hashOfFile } from '../../locker/file-hash.ts';
import { runFolder } from '../../locker/keys.ts';
import type { LockerContent } from '../../locker/locker.ts';
import { notCollected } from '../collect/not-collected.ts';
import { documentKey, type PlannedDataset } from '../plan/plan.ts';
import type { ConclusionSource } from './source.ts';

/** Where the evidence lies, and what is said of it where it cannot be relied on. */
type EvidenceSource = Pick<ConclusionSource, 'collector' | 'locker' | 'now' | 'run'>;

/** A dataset of this run as it may be judged. */
export interface JudgedEvidence {
  readonly document: EvidenceDocument;
  /** Local path of its records; null when there are none. */
  readonly path: string | null;
}

/**
 * Reads a dataset's evidence and holds its records against what the document says of them. What is missing or is
 * not what was stored counts as failed: its document alone proves nothing.
 */
export async function readJudged(context: EvidenceSource, dataset: PlannedDataset): Promise<JudgedEvidence> {
  const failed = (message: string): JudgedEvidence => ({
    document: notCollected(context, dataset, faultIn(context.run, dataset, message)),
    path: null,
  });
  const bytes = await context.locker.read(documentKey(context.run, dataset));
  if (!bytes) return failed('there is no evidence document');
  const document = parse(bytes);
  if (!document || !isOf(document, context.run, dataset))
    return failed('the evidence document is not its own');
  const records = await recordsOf(context.locker, document);
  return 'fault' in records ? failed(records.fault) : { document, path: records.path };
}

function faultIn(run: string, { connection, dataset }: PlannedDataset, what: string): Problem {
  const where = `${connection}/${dataset} in the run of ${run}`;
  return { code: 'internal', message: `The locker is damaged. In ${where}, ${what}.` };
}

function parse(bytes: Buffer): EvidenceDocument | null {
  try {
    return JSON.parse(bytes.toString('utf8')) as EvidenceDocument;
  } catch {
    return null;
  }
}

function isOf(document: EvidenceDocument, run: string, dataset: PlannedDataset): boolean {
  return (
    document.run === run &&
    document.connection === dataset.connection &&
    document.dataset === dataset.dataset &&
    document.provider === dataset.provider
  );
}

async function recordsOf(
  locker: LockerContent,
  document: EvidenceDocument,
): Promise<{ path: string | null } | { fault: string }> {
  const { run, connection, records, completeness, population } = document;
  if (!records) {
    const none = population.records === 0 && (completeness === 'failed' || completeness === 'empty');
    return none ? { path: null } : { fault: 'the document names no records' };
  }
  const path = await locker.local(`${runFolder(run)}/${connection}/${records.path}`);
  if (path === null) return { fault: `${records.path} is missing` };
  const same = (await stat(path)).size === records.bytes && (await hashOfFile(path)) === records.sha256;
  return same ? { path } : { fault: `${records.path} is not what was collected` };
}
