/**
 * Puts DuckDB beside what is installed, for whoever asks questions in SQL in a clone, and for the tests. Ends with status 1
 * and one line on standard error where it cannot be had.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { link, root, tool } from './tool.mjs';

const beside = join(root, 'node_modules', '@duckdb');

try {
  if (!existsSync(beside)) link(join(tool('duckdb'), '@duckdb'), beside);
} catch (error) {
  process.stderr.write(`There is no DuckDB here: ${String(error.message).split('\n')[0]}\n`);
  process.exit(1);
}
