import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { csvRows } from '../../lib/files/csv-rows.ts';
import { callHosted } from '../end-to-end/hosts.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { intranet, intranetWith, startIntranet, token, writeCompany } from './intranet.ts';

const company = await temporaryFolder();
const server = await startIntranet();
afterAll(() => server.close());

async function exhibit(now: string, ...words: string[]) {
  const environment = { INTRANET_TOKEN: token };
  const { stderr, stdout } = await callHosted(words, { environment, cwd: company, now });
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Every row is kept, by somebody. */
function fillIn(sheets: string): void {
  for (const name of readdirSync(sheets).filter((one) => one.endsWith('.csv'))) {
    const path = join(sheets, name);
    const [head, ...rows] = csvRows(readFileSync(path, 'utf8').replace('\ufeff', ''));
    const titles = head?.cells ?? [];
    const decided = new Map([
      [titles.indexOf('decision'), 'keep'],
      [titles.indexOf('decided by'), 'ana@larch.example'],
    ]);
    const filled = rows.map(({ cells }) => titles.map((_, at) => decided.get(at) ?? cells[at] ?? ''));
    const lines = [titles, ...filled].map((cells) =>
      cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(),
    );
    writeFileSync(path, lines.join('\r\n'));
  }
}

beforeAll(async () => {
  writeCompany(company, server.endpoint);
  await exhibit('2026-11-01T02:00:00Z', 'run', '--json');
  await exhibit('2026-11-01T08:00:00Z', 'review', '--out', 'sheets', '--json');
  fillIn(join(company, 'sheets'));
  await exhibit('2026-11-01T09:00:00Z', 'review', '--record', 'sheets', '--json');
  await exhibit('2026-11-02T02:00:00Z', 'run', '--json');
});

const verify = () => exhibit('2026-11-03T09:00:00Z', 'verify', '--rejudge', '--json');

test('a review of what the company’s own file declares is held against its night where the file is at hand', async () => {
  expect(await verify()).toMatchObject({ ok: true, problems: [], notRejudged: [], rejudged: 2 });
});

test('and where the company connects it no more, it is said that this cannot be told, and not that it was forged', async () => {
  const config = join(company, 'exhibit.yaml');
  const other = intranetWith("id: 'intranet'", "id: 'notes'");
  writeFileSync(join(company, 'providers', 'notes.mjs'), other.replaceAll('intranet.', 'notes.'));
  expect(other).not.toBe(intranet);
  writeFileSync(config, readFileSync(config, 'utf8').replace('intranet.mjs', 'notes.mjs'));
  await exhibit('2026-11-03T02:00:00Z', 'run', '--json');
  const { notRejudged, ok, problems, rejudged } = await verify();
  expect([ok, problems, rejudged]).toEqual([false, [], 0]);
  expect(notRejudged.at(-1)).toMatchObject({ run: '2026-11-03T02:00:00Z' });
  expect(notRejudged.at(-1).why).toMatch(/review .* of the night of 2026-11-01T02:00:00Z.*declares intranet/);
});
