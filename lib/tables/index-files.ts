import type { DriftDocument } from '../drift/event.ts';
import type { Completeness } from '../evidence/document.ts';
import { runFolder } from '../locker/keys.ts';
import type { FindingsDocument } from '../runs/findings-document.ts';
import { controlRows, datasetRow, driftRows, standardRow, type TableRow } from './rows.ts';
import { columnsInFiles, dayColumn, type Table, type TableName, tables } from './tables.ts';

/** What a night leaves that questions are put to. */
export interface IndexedNight {
  readonly findings: FindingsDocument;
  readonly drift: DriftDocument;
  /** The text of `standard.json`; null for nights of before it was kept. */
  readonly standard: string | null;
  /** The files of records that count: those that evidence documents name. */
  readonly records: readonly IndexedRecords[];
}

export interface IndexedRecords {
  readonly connection: string;
  readonly dataset: string;
  readonly completeness: Completeness;
  /** Within the run's folder. */
  readonly path: string;
}

/** A small file by which Athena finds rows, or in which they are. */
export interface IndexFile {
  readonly key: string;
  readonly text: string;
}

/**
 * Everything that Athena has to be told of a night. Each file's place says the columns that are found by it.
 * @param location where the locker is, `s3://bucket/prefix`
 */
export function indexFiles(night: IndexedNight, location: string): readonly IndexFile[] {
  const { run } = night.findings;
  return tables.flatMap((table) => files[table.name](night, table, `${location}/${runFolder(run)}`));
}

type FilesOf = (night: IndexedNight, table: Table, folder: string) => readonly IndexFile[];

const files: Readonly<Record<TableName, FilesOf>> = {
  findings: ({ findings: { run, findings } }, table, folder) => [
    address(table, run, {}, `${folder}/${findings.path}`),
  ],
  records: ({ findings: { run }, records }, table, folder) =>
    records.map(({ path, ...values }) => address(table, run, values, `${folder}/${path}`)),
  controls: ({ findings }, table) => rows(table, findings.run, controlRows(findings)),
  datasets: ({ findings: { run, datasets } }, table) =>
    rows(
      table,
      run,
      datasets.map((one) => datasetRow(run, one)),
    ),
  drift: ({ drift }, table) => rows(table, drift.run, driftRows(drift)),
  standard: ({ findings: { run }, standard }, table) =>
    rows(table, run, standard === null ? [] : [standardRow(run, standard)]),
};

type Values = Readonly<Record<string, string>>;

/** One address a file, and nothing after it: the form of S3's own lists. */
function address(table: Table, run: string, values: Values, text: string): IndexFile {
  return { key: keyOf(table, run, values), text };
}

function rows(table: Table, run: string, of: readonly TableRow[]): readonly IndexFile[] {
  if (of.length === 0) return [];
  const names = columnsInFiles(table).map(({ name }) => name);
  const lines = of.map((row) => {
    const said = names.flatMap((name) => ((row[name] ?? null) === null ? [] : [[name, row[name]]]));
    return `${JSON.stringify(Object.fromEntries(said))}\n`;
  });
  return [{ key: keyOf(table, run, {}), text: lines.join('') }];
}

function keyOf({ name, places, lies }: Table, run: string, values: Values): string {
  const all: Values = { ...values, [dayColumn]: run.slice(0, 10) };
  const at = places.map((place) => `${all[place.name]}/`).join('');
  const file = runFolder(run).slice('runs/'.length);
  return `${name}/${at}${file}.${lies === 'rows' ? 'ndjson' : 'txt'}`;
}
