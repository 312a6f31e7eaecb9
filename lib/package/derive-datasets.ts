import { canonicalDocument } from '../evidence/canonical.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import { fileLines, fileRecords } from '../locker/file-lines.ts';
import type { Locker } from '../locker/locker.ts';
import type { DatasetHistory, Move, NightEvidence, PackedHistory, RecordHistory } from '../report/model.ts';
import { packRecord } from '../report/pack-records.ts';
import type { PeriodEvidence } from './period/period-evidence.ts';
import { type DatasetName, datasetEvidence, datasetNames } from './populations/dataset-nights.ts';
import { moving } from './populations/moves.ts';
import { producing } from './populations/producing.ts';
import { type RecordsPlace, recordHistories } from './populations/record-histories.ts';
import type { DatasetLookup } from './populations/record-key.ts';
import type { ScratchFiles } from './scratch-files.ts';
import { populationTable } from './tables/population-table.ts';
import type { LineWindows } from './timeline/line-windows.ts';

/** Where a dataset's population stands in the package, without the ending: `.csv` and `.json`. */
export function populationPath({ connection, dataset }: DatasetName): string {
  return `populations/${connection}-${dataset}`;
}

/** Where a dataset's records lie until the report has read them. */
function recordsName({ connection, dataset }: DatasetName): string {
  return `records/${connection}/${dataset}.ndjson`;
}

/** What `deriveDataset` left there: three lines for each record. */
export function* derivedRecords(name: DatasetName, scratch: ScratchFiles): Generator<PackedHistory> {
  let held: string[] = [];
  for (const line of fileLines(scratch.path(recordsName(name)))) {
    held.push(line);
    const [row, newest, last] = held;
    if (row === undefined || newest === undefined || last === undefined) continue;
    yield { row, newest, last: Number(last) };
    held = [];
  }
}

/** Where a dataset's evidence documents lie until the report has read them: one a line. */
function evidenceName({ connection, dataset }: DatasetName): string {
  return `evidence/${connection}/${dataset}.ndjson`;
}

/** The evidence documents that `deriveDataset` left there. */
export function derivedEvidence(name: DatasetName, scratch: ScratchFiles): Generator<NightEvidence> {
  return fileRecords<NightEvidence>(scratch.path(evidenceName(name)));
}

/** The datasets that the period has of the same connection. */
function askedOf({ nights }: PeriodEvidence, { connection }: DatasetName): ReadonlySet<string> {
  const own = datasetNames(nights).filter((one) => one.connection === connection);
  return new Set(own.map(({ dataset }) => dataset));
}

/**
 * Writes a dataset's population, its table and how it was produced, the histories of its records and its documents. Each
 * night's document and records are read once.
 */
export async function deriveDataset(
  locker: Pick<Locker, 'read' | 'readPart' | 'pathOf'>,
  period: PeriodEvidence,
  name: DatasetName,
  datasetOf: DatasetLookup,
  scratch: ScratchFiles,
  windows: LineWindows,
  report: (name: DatasetName, move: Move) => void,
): Promise<DatasetHistory> {
  const production = producing(name, askedOf(period, name));
  const documents: RecordsPlace[] = [];
  const evidence = scratch.writer(evidenceName(name));
  for await (const one of datasetEvidence(locker, period, name)) {
    const { night, path, document } = one;
    production.add(one);
    evidence.add(JSON.stringify(one));
    const { records } = document;
    const place = records && {
      path: `${path.slice(0, path.lastIndexOf('/'))}/${records.path}`,
      bytes: records.bytes,
    };
    documents.push({ night, records: place });
  }
  evidence.finish();
  const produced = production.produced();
  const path = populationPath(name);
  const json = scratch.writer(`${path}.json`);
  json.add(canonicalDocument(produced).slice(0, -1));
  json.finish();
  const table = scratch.writer(`${path}.csv`);
  const lines = scratch.writer(recordsName(name));
  const declared = datasetOf(produced.provider, name.dataset) ?? null;
  const nights = nightsOf(period, name);
  const moved = moving(declared, nights);
  const histories = async function* (): AsyncGenerator<RecordHistory> {
    const key = declared?.key ?? null;
    for await (const record of recordHistories(locker, period, documents, key, windows)) {
      const { last, newest, row } = packRecord(record);
      for (const line of [row, newest, String(last)]) lines.add(line);
      for (const move of moved.add(record)) report(name, move);
      yield record;
    }
  };
  for await (const row of populationTable(histories(), period.nights)) table.add(row.slice(0, -1));
  lines.finish();
  table.finish();
  return {
    ...name,
    provider: produced.provider,
    nights,
    excluded: produced.excluded,
    reproduce: produced.reproduce,
    csv: `${path}.csv`,
    population: moved.population(),
    moves: moved.moves(),
    compared: declared?.compared?.kind ?? null,
    reconciledWith: produced.reconciledWith,
  };
}

function nightsOf({ nights }: PeriodEvidence, name: DatasetName): DatasetHistory['nights'] {
  return nights.map(({ findings }) => {
    const own = findings?.datasets.find(
      ({ connection, dataset }) => connection === name.connection && dataset === name.dataset,
    );
    if (!own) return null;
    const { completeness, records, problem } = own;
    return { completeness, records, problem: problem as EvidenceDocument['problem'] };
  });
}
