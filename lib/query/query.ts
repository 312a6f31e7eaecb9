import type { DriftDocument } from '../drift/event.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import { isWhole } from '../evidence/document.ts';
import type { Finding } from '../judging/finding.ts';
import type { DatasetResult, FindingsDocument } from '../runs/findings-document.ts';
import type { LockerReader } from '../seal/verify/reader.ts';
import {
  controlRows,
  datasetRow,
  driftRows,
  findingRow,
  recordRow,
  standardRow,
  type TableRow,
} from '../tables/rows.ts';
import type { TableName } from '../tables/tables.ts';
import { openEngine, type QueryResult } from './duckdb.ts';
import { type ReadableRun, readableRuns } from './readable-runs.ts';

/** What a question came to, and what it could not know of. */
export interface Queried extends QueryResult {
  readonly nights: { readonly count: number; readonly first: string | null; readonly last: string | null };
  /** Datasets that were not whole: what is not in the answer may only not have been seen. */
  readonly incomplete: readonly (Pick<DatasetResult, 'connection' | 'dataset' | 'completeness'> & {
    readonly run: string;
  })[];
  /** Runs without a seal, of which nothing is in the answer. */
  readonly unsealed: readonly string[];
}

/** Answers one question from the sealed nights of a locker or a package. Throws `QueryError`. */
export async function query(sql: string, reader: LockerReader): Promise<Queried> {
  const engine = await openEngine();
  try {
    const wanted = await engine.tablesOf(sql);
    const { sealed, unsealed } = await readableRuns(reader);
    const nights: Night[] = [];
    for (const night of sealed) nights.push({ night, findings: await json(night, 'findings.json') });
    for (const table of wanted) await engine.fill(table, rowsOf(table.name, nights));
    const [first, last] = [sealed[0]?.run ?? null, sealed.at(-1)?.run ?? null];
    return {
      ...(await engine.run(sql)),
      nights: { count: sealed.length, first, last },
      incomplete: nights.flatMap(notWhole),
      unsealed,
    };
  } finally {
    engine.close();
  }
}

interface Night {
  readonly night: ReadableRun;
  readonly findings: FindingsDocument;
}

function notWhole({ findings }: Night) {
  const { run } = findings;
  return findings.datasets
    .filter((one) => !isWhole(one))
    .map(({ connection, dataset, completeness }) => ({ run, connection, dataset, completeness }));
}

const rowsFor: Readonly<Record<TableName, (night: Night) => AsyncIterable<TableRow>>> = {
  async *findings({ night, findings }) {
    for await (const line of linesOf(night, findings.findings.path))
      yield findingRow(night.run, JSON.parse(line) as Finding);
  },
  async *controls({ findings }) {
    yield* controlRows(findings);
  },
  async *datasets({ night, findings }) {
    yield* findings.datasets.map((one) => datasetRow(night.run, one));
  },
  async *records({ night, findings }) {
    for (const one of findings.datasets) yield* recordsOf(night, one);
  },
  async *drift({ night, findings }) {
    yield* driftRows(await json<DriftDocument>(night, findings.drift.path));
  },
  async *standard({ night, findings }) {
    const path = findings.standard?.path;
    if (path !== undefined) yield standardRow(night.run, (await night.read(path)).toString('utf8').trimEnd());
  },
};

async function* rowsOf(table: TableName, nights: readonly Night[]): AsyncGenerator<TableRow> {
  for (const night of nights) yield* rowsFor[table](night);
}

/** Of the file that the evidence document names: an earlier attempt may have left another. */
async function* recordsOf(night: ReadableRun, one: DatasetResult): AsyncGenerator<TableRow> {
  const { connection, dataset } = one;
  const { records } = await json<EvidenceDocument>(night, `${connection}/${dataset}.json`);
  if (!records) return;
  for await (const line of linesOf(night, `${connection}/${records.path}`))
    yield recordRow(night.run, one, line);
}

async function* linesOf(night: ReadableRun, path: string): AsyncGenerator<string> {
  for (const line of (await night.read(path)).toString('utf8').split('\n')) if (line !== '') yield line;
}

async function json<Form>(night: ReadableRun, path: string): Promise<Form> {
  return JSON.parse((await night.read(path)).toString('utf8')) as Form;
}
