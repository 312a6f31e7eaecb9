import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { thisCollector } from '../../lib/cli/collector.ts';
import { withReader } from '../../lib/cli/reading.ts';
import { type Queried, query } from '../../lib/query/query.ts';
import { tables } from '../../lib/tables/tables.ts';
import { callExhibit, root } from '../end-to-end/call.ts';
import { demoNights } from '../end-to-end/demo-nights.ts';
import { formObjections } from '../end-to-end/json-forms.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { packaged, someNights } from '../package/packaging.ts';
import { testMs } from '../time-limits.ts';

const duckdb = spawnSync(process.execPath, [join(root, 'scripts', 'duckdb.mjs')], { encoding: 'utf8' });
/** Seventy megabytes that no other command needs: what cannot fetch them goes without. */
const withEngine = duckdb.status === 0 || process.env.CI === 'true' ? describe : describe.skip;

const guide = readFileSync(new URL('../../docs/athena.md', import.meta.url), 'utf8');
const questions = [...guide.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql);

let locker: string;

beforeAll(async () => {
  const folder = await temporaryFolder();
  await demoNights(folder, 4, thisCollector('schedule'));
  locker = join(folder, 'evidence');
}, testMs);

function asked(sql: string, place = locker): Promise<Queried> {
  return withReader(place, (reader) => query(sql, reader));
}

withEngine('Questions in SQL', () => {
  describe('The ten questions of docs/athena.md', () => {
    test('are ten', () => expect(questions).toHaveLength(10));

    test.each(questions.map((sql) => [sql.split('\n')[0], sql]))('are answered: %s', async (_, sql = '') => {
      const { columns, nights } = await asked(sql);
      expect(columns.length).toBeGreaterThan(0);
      expect(nights.count).toBe(4);
    });
  });

  test('every table has rows of every night, under the columns that it is defined with', async () => {
    for (const { name, columns } of tables) {
      const { rows, columns: found } = await asked(`SELECT * FROM ${name}`);
      expect([name, new Set(rows.map(({ run }) => run)).size]).toEqual([name, 4]);
      expect(found.map((column) => column.name)).toEqual(columns.map((column) => column.name));
    }
  });

  test('what is counted is what lies there', async () => {
    const lines = readdirSync(join(locker, 'runs')).flatMap((run) =>
      readFileSync(join(locker, 'runs', run, 'google/users.ndjson'), 'utf8')
        .trimEnd()
        .split('\n'),
    );
    const { rows } = await asked(
      "SELECT count(*) AS people, count(completeness) AS told FROM records WHERE connection = 'google' AND dataset = 'users'",
    );
    expect(rows).toEqual([{ people: lines.length, told: lines.length }]);
  });

  test.each([
    'DROP TABLE findings',
    'SELECT 1; SELECT 2',
    "COPY findings TO 'out.csv'",
    'SET enable_external_access = true',
    "ATTACH 'other.db'",
    'SELEKT 1',
    '',
  ])('is no question: %s', async (sql) => {
    await expect(asked(sql)).rejects.toMatchObject({ code: 'command' });
  });

  test.each([
    "SELECT * FROM read_text('/etc/hosts')",
    "SELECT * FROM '/etc/hosts'",
    "SELECT * FROM glob('/*')",
  ])('reaches no file: %s', async (sql) => {
    await expect(asked(sql)).rejects.toMatchObject({ code: 'command' });
  });

  test('a package answers as its locker does, and a list that was not whole is told with every answer', async () => {
    const nights = await someNights();
    const { path } = await packaged(nights, [20, 22]);
    const { incomplete, rows } = await asked('SELECT DISTINCT run FROM findings ORDER BY run', path);
    expect(rows.length).toBeGreaterThan(0);
    const inTable = "SELECT * FROM datasets WHERE completeness NOT IN ('complete', 'empty')";
    expect((await asked(inTable, path)).rows).toHaveLength(incomplete.length);
    const whole = await asked('SELECT DISTINCT run FROM findings ORDER BY run', nights.folder);
    expect(whole.rows).toEqual(expect.arrayContaining([...rows]));
  });

  test('what is not as it was sealed is not answered from, and the next question is', async () => {
    const copy = join(await temporaryFolder(), 'evidence');
    cpSync(locker, copy, { recursive: true });
    const [run = ''] = readdirSync(join(copy, 'runs'));
    const file = join(copy, 'runs', run, 'findings.ndjson');
    chmodSync(file, 0o644);
    appendFileSync(file, '{"control":"x","subject":"y","verdict":"pass"}\n');
    await expect(asked('SELECT * FROM findings', copy)).rejects.toMatchObject({ code: 'damaged' });
    expect((await asked('SELECT * FROM datasets', copy)).rows.length).toBeGreaterThan(0);
  });

  test('a night that was sealed and is gone is not left out in silence', async () => {
    const copy = join(await temporaryFolder(), 'evidence');
    cpSync(locker, copy, { recursive: true });
    const [, run = ''] = readdirSync(join(copy, 'runs'));
    rmSync(join(copy, 'runs', run), { recursive: true });
    await expect(asked('SELECT * FROM controls', copy)).rejects.toMatchObject({ code: 'damaged' });
  });

  test('what --json prints is what its schema says', async () => {
    const { stdout } = await callExhibit(['query', 'SELECT * FROM findings', locker, '--json']);
    expect(formObjections(JSON.parse(stdout))).toEqual([]);
  });
});
