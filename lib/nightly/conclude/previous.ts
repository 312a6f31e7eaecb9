import type { Finding } from '../../controls/finding.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { runFolder } from '../../locker/keys.ts';
import { fileRecords } from '../../locker/lines.ts';
import type { Locker } from '../../locker/locker.ts';
import { readEvidence } from '../earlier-runs.ts';
import type { ControlResult, FindingsDocument } from './findings-document.ts';

/** The last sealed run, as the new one compares itself with it. */
export interface PreviousRun {
  readonly run: string;
  readonly document: FindingsDocument;
  readonly evidence: readonly EvidenceDocument[];
  control(id: string): ControlResult | undefined;
  findings(id: string): Iterable<Finding>;
  /** Local path of a dataset's records, when it was collected whole. */
  records(connection: string, dataset: string): Promise<string | null>;
}

export async function readPrevious(locker: Locker, run: string): Promise<PreviousRun | null> {
  const document = await readFindings(locker, run);
  if (!document) return null;
  const path = await locker.local(`${runFolder(run)}/${document.findings.path}`);
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
      const lines = controls.get(id)?.lines;
      return path && lines ? fileRecords<Finding>(path, lines) : [];
    },
    records: (connection, dataset) => recordsPath(locker, evidence, run, connection, dataset),
  };
}

/** A run's `findings.json`, or null when there is none. */
export async function readFindings(locker: Locker, run: string): Promise<FindingsDocument | null> {
  const bytes = await locker.read(`${runFolder(run)}/findings.json`);
  return bytes ? (JSON.parse(bytes.toString('utf8')) as FindingsDocument) : null;
}

async function recordsPath(
  locker: Locker,
  evidence: readonly (EvidenceDocument | null)[],
  run: string,
  connection: string,
  dataset: string,
): Promise<string | null> {
  const document = evidence.find((one) => one?.connection === connection && one.dataset === dataset);
  if (!document?.records || document.problem) return null;
  return await locker.local(`${runFolder(run)}/${connection}/${document.records.path}`);
}
