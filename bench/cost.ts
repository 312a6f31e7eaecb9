import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureNights, type Night } from './cost/measure.ts';
import { tablesOf } from './cost/page.ts';

const usual = '50,5000,500000';
const page = fileURLToPath(new URL('../docs/cost.md', import.meta.url));
const marks = /(<!-- measured: begin -->\n)[\s\S]*(<!-- measured: end -->)/;

/**
 * What a night costs on AWS: runs the functions against an S3 server that is not ours, counts what they ask, and
 * multiplies by list prices. `--write` puts the tables into `docs/cost.md`. Not part of a run of all benchmarks: the
 * largest size takes a while.
 */
export async function costBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { users: { type: 'string' }, nights: { type: 'string' }, write: { type: 'boolean' } },
  });
  const measured: Night[] = [];
  for (const users of (values.users ?? usual).split(',').map(Number)) {
    const nights = await measureNights(users, Number(values.nights ?? 2));
    if (nights === null) return;
    measured.push(...nights.slice(-1));
    process.stderr.write(`${JSON.stringify(nights)}\n`);
  }
  const tables = tablesOf(measured);
  process.stdout.write(`${tables}\n`);
  if (!values.write) return;
  const text = await readFile(page, 'utf8');
  await writeFile(
    page,
    text.replace(marks, (_, begin, end) => `${begin}${tables}\n${end}`),
  );
}
