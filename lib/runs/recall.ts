import { dayMs } from '../evidence/day.ts';
import { type EvidenceDocument, isWhole } from '../evidence/document.ts';
import { fileRecords } from '../locker/file-lines.ts';
import { runFolder } from '../locker/keys.ts';
import type { LockerContent } from '../locker/locker.ts';
import type { AnyProvider } from '../providers/provider.ts';
import type { ReaderInput, Recall, Recalled, RecalledDataset } from '../providers/reader.ts';
import { readEvidence } from './run-history.ts';

/** Where nothing of earlier nights is gone back to. */
export const nothingRecalled: Recalled = { going: [], state: null, last: null, documents: [] };

/** What a connection's provider goes back to, if anything. */
export async function recallFor(
  { recalls }: Pick<AnyProvider, 'recalls'>,
  input: RecallInput,
): Promise<Recalled> {
  const { connection, earlier, locker, run } = input;
  const wanted = recalls?.(input.connection as unknown as ReaderInput<never>['connection']) ?? null;
  return wanted ? await recall(locker, run, earlier, connection.id, wanted) : nothingRecalled;
}

export interface RecallInput {
  readonly locker: LockerContent;
  readonly run: string;
  /** Oldest first. */
  readonly earlier: readonly string[];
  readonly connection: ReaderInput<unknown>['connection'] & { readonly id: string };
}

/** Brings the records onto this machine; they are read when they are asked for. */
async function recall(
  locker: LockerContent,
  run: string,
  earlier: readonly string[],
  connection: string,
  { documents, going, last, state }: Recall,
): Promise<Recalled> {
  const found: RecalledDataset[] = [];
  for (const earlierRun of going ? since(run, earlier, going.days) : []) {
    const one = await recordsOf(locker, earlierRun, connection, going?.dataset ?? '');
    if (one) found.push(one);
  }
  const said: EvidenceDocument[] = [];
  for (const earlierRun of documents ? since(run, earlier, documents.days) : []) {
    const one = await readEvidence(locker, earlierRun, connection, documents?.dataset ?? '');
    if (one) said.push(one);
  }
  const lastWhole = (names: readonly string[]) => lastState(locker, earlier, connection, names);
  return {
    going: found,
    state: state ? await lastWhole(state) : null,
    last: last ? ((await lastWhole([last.name]))?.get(last.name) ?? null) : null,
    documents: said,
  };
}

function since(run: string, earlier: readonly string[], days: number): readonly string[] {
  const start = Date.parse(run) - days * dayMs;
  return earlier.filter((earlierRun) => Date.parse(earlierRun) >= start);
}

async function lastState(
  locker: LockerContent,
  earlier: readonly string[],
  connection: string,
  names: readonly string[],
): Promise<Recalled['state']> {
  for (const earlierRun of earlier.toReversed()) {
    const found = await Promise.all(names.map((name) => recordsOf(locker, earlierRun, connection, name)));
    const whole = found.filter((one) => one?.records && one.document.records && isWhole(one.document));
    if (whole.length === names.length)
      return new Map(names.flatMap((name, index) => (found[index] ? [[name, found[index]] as const] : [])));
  }
  return null;
}

/** Null without a document. */
async function recordsOf(
  locker: LockerContent,
  earlierRun: string,
  connection: string,
  dataset: string,
): Promise<RecalledDataset | null> {
  const document: EvidenceDocument | null = await readEvidence(locker, earlierRun, connection, dataset);
  if (!document) return null;
  if (!document.records) return { document, records: () => [] };
  const path = await locker.local(`${runFolder(earlierRun)}/${connection}/${document.records.path}`);
  return { document, records: path === null ? null : () => fileRecords(path) };
}
