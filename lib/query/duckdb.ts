import { isNativeError } from 'node:util/types';
import type { TableRow } from '../tables/rows.ts';
import { type Table, tables } from '../tables/tables.ts';
import { type DuckDB, type DuckDBAppender, type DuckDBConnection, loadDuckDB } from './duckdb-module.ts';
import { QueryError } from './error.ts';

/** What a question came to. */
export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** The tables, empty, in memory. Questions reach nothing else: no file, no network, no setting. */
export interface Engine {
  /** The tables that a question names. Throws `QueryError` (`command`) for what is none, or would change something. */
  tablesOf(sql: string): Promise<readonly Table[]>;
  fill(table: Table, rows: AsyncIterable<TableRow>): Promise<void>;
  /** Throws `QueryError` (`command`), in the engine's words. */
  run(sql: string): Promise<QueryResult>;
  close(): void;
}

/** Before a question is read: what does not fit in memory goes to no file, no extension is fetched, and nothing is opened again. */
const closing: readonly string[] = [
  "SET temp_directory = ''",
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

/** Throws `QueryError` (`engine`) where DuckDB is not installed: it is never fetched. */
export async function openEngine(): Promise<Engine> {
  const { DuckDBInstance, StatementType } = await load();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const setting of closing) await connection.run(setting);
  for (const table of tables) await connection.run(creation(table));
  await connection.run('CREATE MACRO json_extract_scalar(json, place) AS json_extract_string(json, place)');
  return {
    async tablesOf(sql) {
      const kinds = await saying(() => kindsOf(connection, sql));
      if (kinds.length !== 1 || kinds[0] !== StatementType.SELECT)
        throw new QueryError(
          'command',
          'Only one question is answered at a time: a SELECT. Nothing is changed.',
        );
      const named = new Set(connection.getTableNames(sql, false).map((name) => name.toLowerCase()));
      return tables.filter(({ name }) => named.has(name));
    },
    async fill(table, rows) {
      const appender = await connection.createAppender(table.name);
      for await (const row of rows) append(appender, table, row);
      appender.closeSync();
    },
    run: (sql) => saying(() => resultOf(connection, sql)),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function load(): Promise<DuckDB> {
  try {
    return await loadDuckDB();
  } catch (cause) {
    throw new QueryError(
      'engine',
      'Questions in SQL need DuckDB, which does not come with Exhibit. Install it beside it: `npm install @duckdb/node-api`.',
      { cause },
    );
  }
}

function creation({ name, columns }: Table): string {
  const types = { text: 'VARCHAR', count: 'BIGINT' };
  return `CREATE TABLE ${name} (${columns.map((column) => `"${column.name}" ${types[column.type]}`).join(', ')})`;
}

function append(appender: DuckDBAppender, { columns }: Table, row: TableRow): void {
  for (const { name } of columns) {
    const value = row[name] ?? null;
    if (value === null) appender.appendNull();
    else if (typeof value === 'number') appender.appendBigInt(BigInt(value));
    else appender.appendVarchar(value);
  }
  appender.endRow();
}

async function kindsOf(connection: DuckDBConnection, sql: string): Promise<readonly number[]> {
  const statements = await connection.extractStatements(sql);
  const kinds: number[] = [];
  for (let at = 0; at < statements.count; at++) {
    const prepared = await statements.prepare(at);
    kinds.push(prepared.statementType);
    prepared.destroySync();
  }
  return kinds;
}

async function resultOf(connection: DuckDBConnection, sql: string): Promise<QueryResult> {
  const found = await connection.runAndReadAll(sql);
  const names = found.deduplicatedColumnNames();
  const columns = found.columnTypes().map((type, at) => ({ name: names[at] ?? '', type: `${type}` }));
  const counted = columns.filter(({ type }) => /^(BIGINT|HUGEINT|UBIGINT)$/.test(type));
  const rows = found.getRowObjectsJson().map((row) => ({
    ...row,
    ...Object.fromEntries(counted.map(({ name }) => [name, asNumber(row[name] ?? null)])),
  }));
  return { columns, rows };
}

/** What JSON's readers keep exactly; a larger number stays text. */
function asNumber(value: unknown): unknown {
  const number = Number(value);
  return typeof value === 'string' && Number.isSafeInteger(number) ? number : value;
}

async function saying<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof QueryError || !isNativeError(cause)) throw cause;
    throw new QueryError('command', `That question cannot be answered: ${cause.message}`, { cause });
  }
}
