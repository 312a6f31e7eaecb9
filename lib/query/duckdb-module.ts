/** What is used of `@duckdb/node-api` 1.5, an optional peer: nobody else downloads its seventy megabytes, not even for its types. */
export interface DuckDB {
  readonly DuckDBInstance: { create(path: string): Promise<DuckDBInstance> };
  readonly StatementType: { readonly SELECT: number };
}

interface DuckDBInstance {
  connect(): Promise<DuckDBConnection>;
  closeSync(): void;
}

export interface DuckDBConnection {
  run(sql: string): Promise<unknown>;
  getTableNames(sql: string, qualified: boolean): readonly string[];
  createAppender(table: string): Promise<DuckDBAppender>;
  extractStatements(sql: string): Promise<DuckDBStatements>;
  runAndReadAll(sql: string): Promise<DuckDBReader>;
  closeSync(): void;
}

export interface DuckDBAppender {
  appendNull(): void;
  appendBigInt(value: bigint): void;
  appendVarchar(value: string): void;
  endRow(): void;
  closeSync(): void;
}

interface DuckDBStatements {
  readonly count: number;
  prepare(at: number): Promise<{ readonly statementType: number; destroySync(): void }>;
}

interface DuckDBReader {
  deduplicatedColumnNames(): readonly string[];
  columnTypes(): readonly { toString(): string }[];
  /** 64-bit numbers as text. */
  getRowObjectsJson(): readonly Readonly<Record<string, unknown>>[];
}

/** Read at run time alone. */
const name: string = '@duckdb/node-api';

/** Throws what the import throws where it is not installed. */
export async function loadDuckDB(): Promise<DuckDB> {
  return await import(name);
}
