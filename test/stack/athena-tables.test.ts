import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { thisCollector } from '../../lib/cli/collector.ts';
import { withReader } from '../../lib/cli/reading.ts';
import { runOfFolder } from '../../lib/locker/keys.ts';
import { LockerError } from '../../lib/locker/locker.ts';
import { openLocker } from '../../lib/locker/open.ts';
import { concludeFunction } from '../../lib/nightly/functions/conclude.ts';
import { type DuckDBAppender, loadDuckDB } from '../../lib/query/duckdb-module.ts';
import { query } from '../../lib/query/query.ts';
import { columnsInFiles, tables } from '../../lib/tables/tables.ts';
import { demoNights } from '../end-to-end/demo-nights.ts';
import { laterRun } from '../functions/configured.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { testMs } from '../time-limits.ts';
import { type AthenaRow, athenaRows, type GlueTable, glueTables } from './athena.ts';
import { root, templateOf } from './made-stack.ts';

const duckdb = spawnSync(process.execPath, [join(root, 'scripts', 'duckdb.mjs')], { encoding: 'utf8' });
const withEngine = duckdb.status === 0 || process.env.CI === 'true' ? test : test.skip;

const guide = readFileSync(join(root, 'docs/athena.md'), 'utf8');
const questions = [...guide.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql);
const glue = glueTables(templateOf());

let folder: string;
let index: string;
let runs: readonly string[];

beforeAll(async () => {
  folder = await temporaryFolder();
  await demoNights(folder, 4, thisCollector('schedule'));
  // The functions take their secrets from elsewhere than the demonstration.
  const file = join(folder, 'exhibit.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('env:', 'secret:'));
  index = join(folder, 'athena');
  runs = readdirSync(join(folder, 'evidence/runs')).flatMap((name) => runOfFolder(name) ?? []);
  await laterRun(openLocker(join(folder, 'evidence')), file, join(folder, 'configurations'));
  for (const run of runs) await concluded(run, index);
}, testMs);

/** Calls the judging function for a night that is judged, as one does by hand for nights that Athena lacks. */
async function concluded(run: string, to: string, open = openLocker, locker = join(folder, 'evidence')) {
  const log: string[] = [];
  const handler = concludeFunction({
    environment: {
      EXHIBIT_CONFIGURATIONS: join(folder, 'configurations'),
      EXHIBIT_LOCKER: locker,
      EXHIBIT_INDEX: to,
    },
    write: (line) => void log.push(line),
    openLocker: open,
  });
  return { output: await handler({ run }), log };
}

test('Athena’s tables are those of the one definition, column by column', () => {
  expect(glue.map(({ name }) => name)).toEqual(tables.map(({ name }) => name));
  for (const [at, table] of tables.entries()) {
    const { columns, partitions } = glue[at] as GlueTable;
    const types = { text: 'string', count: 'bigint' };
    expect(columns).toEqual(columnsInFiles(table).map(({ name, type }) => ({ name, type: types[type] })));
    const all = [...columns.map(({ name }) => name), ...partitions];
    const missing = table.columns.map(({ name }) => name).filter((name) => !all.includes(name));
    expect([table.name, missing]).toEqual([table.name, table.lies === 'rows' ? [] : ['run']]);
  }
});

test('an address is the whole of a file: in quotes, or with anything beside it, Athena finds nothing', () => {
  const [run = ''] = readdirSync(join(folder, 'evidence/runs'));
  const file = join(index, 'findings', run.slice(0, 10), `${run}.txt`);
  expect(readFileSync(file, 'utf8')).toBe(join(folder, 'evidence/runs', run, 'findings.ndjson'));
});

describe('What Athena reads', () => {
  withEngine.each(tables.map(({ name }) => name))('of %s is what `exhibit query` reads', async (name) => {
    const table = glue.find((one) => one.name === name) as GlueTable;
    const names = [...table.columns.map((column) => column.name), ...table.partitions];
    const chosen = names.map((one) => `"${one}"`).join(', ');
    const { rows } = await withReader(join(folder, 'evidence'), (reader) =>
      query(`SELECT ${chosen} FROM ${name}`, reader),
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(asText(athenaRows(table, index), names)).toEqual(asText(rows, names));
  });

  withEngine(
    'answers the ten questions of docs/athena.md as `exhibit query` does',
    async () => {
      expect(questions).toHaveLength(10);
      const engine = await overAthena();
      for (const sql of questions) {
        const { columns, rows } = await withReader(join(folder, 'evidence'), (reader) => query(sql, reader));
        const names = columns.map(({ name }) => name);
        expect([sql, asText(await engine(sql), names)]).toEqual([sql, asText(rows, names)]);
      }
    },
    testMs,
  );

  test('has to be named by connection and dataset where a question is about records', () => {
    const named = glue.flatMap(({ parameters }) =>
      Object.keys(parameters).filter((key) => parameters[key] === 'injected'),
    );
    expect(named).toEqual(['projection.connection.type', 'projection.dataset.type']);
    for (const sql of questions.filter((one) => one.includes('FROM records')))
      expect(sql).toMatch(/connection = '\w+' AND dataset = '\w+'/);
  });
});

test('a night that Athena was told of may be told again, and what it was not told of it is told', async () => {
  const [run = ''] = runs;
  const other = join(folder, 'again');
  await concluded(run, other);
  const before = readdirSync(other, { encoding: 'utf8', recursive: true }).toSorted();
  rmSync(join(other, 'drift'), { recursive: true });
  const { log } = await concluded(run, other);
  expect(log.map((line) => JSON.parse(line).message)).toEqual(['The night is concluded.']);
  expect(readdirSync(other, { encoding: 'utf8', recursive: true }).toSorted()).toEqual(before);
});

test('nights before it that have no seal yet are told with a night: an attempt may have been cut off', async () => {
  const copy = join(folder, 'unsealed');
  cpSync(join(folder, 'evidence'), copy, { recursive: true });
  rmSync(join(copy, 'chain'), { recursive: true });
  const other = join(folder, 'caught-up');
  await concluded(runs.at(-1) ?? '', other, openLocker, copy);
  expect(readdirSync(join(other, 'findings'))).toEqual(runs.map((run) => run.slice(0, 10)));
});

test('a night is concluded, and an alarm’s words are logged, where Athena cannot be told', async () => {
  const closed = join(folder, 'closed');
  const { log, output } = await concluded(runs.at(-1) ?? '', closed, (location, options) => {
    const store = openLocker(location, options);
    if (location !== closed) return store;
    const refuse = async () => {
      throw new LockerError('unreachable', 'The store refused it.');
    };
    return { ...store, create: refuse };
  });
  expect(output).toMatchObject({ status: expect.any(String) });
  expect(log.map((line) => JSON.parse(line).message)).toEqual([
    'The night is concluded.',
    'The night is not in the index of Athena.',
  ]);
  expect(JSON.stringify(templateOf().toJSON())).toContain(
    '{ $.message = \\"The night is not in the index of Athena.\\" }',
  );
});

type Row = Readonly<Record<string, unknown>>;

/** In one order, counts as text: engines give them as they like. */
function asText(rows: readonly Row[], names: readonly string[]): string[] {
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
  return rows.map((row) => JSON.stringify(names.map((name) => text(row[name])))).toSorted();
}

/** Answers from Athena's rows alone, under Glue's columns. */
async function overAthena(): Promise<(sql: string) => Promise<readonly Row[]>> {
  const { DuckDBInstance } = await loadDuckDB();
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('CREATE MACRO json_extract_scalar(json, place) AS json_extract_string(json, place)');
  for (const table of glue) {
    const columns = [
      ...table.columns,
      ...table.partitions.map((name) => ({ name, type: 'string' as const })),
    ];
    const types: Readonly<Record<string, string>> = { string: 'VARCHAR', bigint: 'BIGINT' };
    const made = columns.map(({ name, type }) => `"${name}" ${types[type]}`).join(', ');
    await connection.run(`CREATE TABLE ${table.name} (${made})`);
    const appender = await connection.createAppender(table.name);
    for (const row of athenaRows(table, index)) append(appender, columns, row);
    appender.closeSync();
  }
  return async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

function append(
  appender: DuckDBAppender,
  columns: readonly { readonly name: string }[],
  row: AthenaRow,
): void {
  for (const { name } of columns) {
    const value = row[name] ?? null;
    if (value === null) appender.appendNull();
    else if (typeof value === 'number') appender.appendBigInt(BigInt(value));
    else appender.appendVarchar(value);
  }
  appender.endRow();
}
