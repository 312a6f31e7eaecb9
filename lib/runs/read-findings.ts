import { stat } from 'node:fs/promises';
import type { EvidenceDocument } from '../evidence/document.ts';
import type { Finding } from '../judging/finding.ts';
import { fileLines, fileRecords } from '../locker/file-lines.ts';
import { runFolder } from '../locker/keys.ts';
import type { LockerContent } from '../locker/locker.ts';
import type { ControlResult, FindingsDocument } from './findings-document.ts';
import { readEvidence } from './run-history.ts';

/** The last sealed run, as the new one compares itself with it. */
export interface PreviousRun {
  readonly run: string;
  readonly document: FindingsDocument;
  readonly evidence: readonly EvidenceDocument[];
  control(id: string): ControlResult | undefined;
  findings(id: string): Iterable<Finding>;
  /** The same as they are written, a line each. */
  lines(id: string): Iterable<string>;
}

/**
 * The newest of these runs whose findings can be read; null when there is none. One whose findings are damaged is
 * passed over: compared with it, every failure would seem to begin tonight.
 */
export async function readPrevious(
  locker: LockerContent,
  earlier: readonly string[],
): Promise<PreviousRun | null> {
  for (const run of earlier.toReversed()) {
    const document = await readFindings(locker, run);
    const path = document && (await findingsOf(locker, document));
    if (document && path) return await previousRun(locker, document, path);
  }
  return null;
}

async function previousRun(
  locker: LockerContent,
  document: FindingsDocument,
  path: string,
): Promise<PreviousRun> {
  const { run } = document;
  const controls = new Map(document.controls.map((control) => [control.id, control]));
  const evidence = await Promise.all(
    document.datasets.map(({ connection, dataset }) => readEvidence(locker, run, connection, dataset)),
  );
  return {
    run,
    document,
    evidence: evidence.filter((one) => one !== null),
    control: (id) => controls.get(id),
    findings: (id) => {
      const part = controls.get(id)?.lines;
      return part ? fileRecords<Finding>(path, part) : [];
    },
    lines: (id) => {
      const part = controls.get(id)?.lines;
      return part ? fileLines(path, part) : [];
    },
  };
}

/** A run's `findings.json`, or null when there is none. */
export async function readFindings(locker: LockerContent, run: string): Promise<FindingsDocument | null> {
  const bytes = await locker.read(`${runFolder(run)}/findings.json`);
  return bytes ? (JSON.parse(bytes.toString('utf8')) as FindingsDocument) : null;
}

/** Local path of the lines, when they are all there. */
async function findingsOf(
  locker: LockerContent,
  { run, findings }: FindingsDocument,
): Promise<string | null> {
  const path = await locker.local(`${runFolder(run)}/${findings.path}`);
  return path && (await stat(path)).size === findings.bytes ? path : null;
}
