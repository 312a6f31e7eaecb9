import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { sha256 } from '../../lib/report/browser/bench/sha256.ts';
import { csv, xlsx } from '../../lib/report/browser/bench/tables.ts';
import { draw, drawNight } from '../../lib/report/draw.ts';
import { packRecord } from '../../lib/report/pack-records.ts';
import { barriers } from './accessibility.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp, personAt } from './made-up.ts';

const made = madeUp({ nights: 30, controls: 3, people: 40 });
const control = 'company.control-1';
const moves = {
  first: 0,
  last: 29,
  opening: 9,
  closing: 40,
  appeared: 31,
  gone: 0,
  listed: Array.from({ length: 31 }, (_, at) => ({
    who: `new-${at}@acme.example`,
    kind: 'appeared' as const,
    night: at % 29,
  })),
  more: 0,
};
const datasets = made.model.datasets.map((dataset, at) => (at === 0 ? { ...dataset, moves } : dataset));
const joins = (who: string, night: number) => ({
  night,
  type: 'vault.joined',
  subject: who,
  before: null,
  after: 'npm',
  message: `${who} can now open the vault "npm".`,
});
const changes = [joins(personAt(7), 2), joins('nobody-knows@acme.example', 4)];
/** Who may open what: one record that is there since the night of the first change. */
const access = {
  key: 'npm/7',
  intervals: [{ from: 2, to: 29, line: `{"email":"${personAt(7)}","vaultId":"v1"}`, request: 0 }],
};
const sources = {
  ...made.sources,
  records: (at: number) => (at === 1 ? [packRecord(access)] : made.sources.records(at)),
};

const { folder, report, shown } = inBrowser();
report(() => ({ sources, model: { ...made.model, datasets, changes } }));

test('its SHA-256 is that of everybody', () => {
  for (const text of ['', 'abc', 'ö😀', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'y'.repeat(5000)])
    expect(sha256(text)).toBe(sha256Of(text));
});

test('a workbook is read by others, each cell as the text that it was', async () => {
  const python = pythonProgram();
  if (!python) {
    process.stderr.write('Skipped: there is no Python to read a workbook with.\n');
    return;
  }
  const file = join(folder(), 'tests.xlsx');
  const cells = ['=1+1', 'a <b> & "c"', 'two\nlines', 'Zoë 😀', ''];
  await writeFile(file, xlsx('Tests', [['one'], cells]));
  const reader = [
    'import json, sys, zipfile',
    'import xml.etree.ElementTree as tree',
    'book = zipfile.ZipFile(sys.argv[1])',
    'assert book.testzip() is None',
    'parts = {name: tree.fromstring(book.read(name)) for name in book.namelist()}',
    "space = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'",
    "rows = parts['xl/worksheets/sheet1.xml'].iter(space + 'row')",
    "print(json.dumps([[''.join(t.text or '' for t in c.iter(space + 't')) for c in row] for row in rows]))",
  ].join('\n');
  const read = execFileSync(python, ['-c', reader, file], { encoding: 'utf8' });
  expect(JSON.parse(read)).toEqual([['one'], cells]);
});

test('a table of text holds no formula', () => {
  expect(csv([['=1+1', 'a"b', '@x']])).toBe(`\ufeff"'=1+1","a""b","'@x"\r\n`);
});

describe('the workbench', () => {
  shown('draws what the command draws of a control', async ({ page, go }) => {
    await go('#/workbench');
    await drawn(page, control, '10', '4711');
    const drawing = draw('4711', 10, sha256Of);
    const histories = [...(made.sources.findings(1) as Iterable<Subject>)];
    for (const { subject } of histories) drawing.add(subject);
    const rows = page.locator('main tbody tr');
    const wanted = drawing.drawn().map(({ subject }) => {
      const { intervals = [] } = histories.find((one) => one.subject === subject) ?? {};
      const nights = made.model.nights.filter(
        (_, at) =>
          ['pass', 'fail', 'unknown'].includes(made.model.controls[1]?.states[at] ?? '') &&
          intervals.some(({ from, to }) => from <= at && at <= to),
      );
      return [subject, drawNight('4711', subject, nights, sha256Of)?.run.slice(0, 10)];
    });
    const seen = await rows.evaluateAll((all) =>
      all.map((row) => [row.children[1]?.textContent, row.children[2]?.textContent]),
    );
    expect(seen).toEqual(wanted);
    expect(await page.textContent('main pre')).toBe(
      `exhibit sample PACKAGE --control ${control} --size 10 --seed '4711'`,
    );
  });

  shown('takes 25 joiners through a test to a file, and back', async ({ page, go }) => {
    await go('#/workbench');
    await drawn(page, 'joiners', '25', 'ours');
    expect(await page.locator('main tbody tr').count()).toBe(25);
    await page.getByRole('link', { name: 'S1-01' }).click();
    await page.waitForSelector('h1:text("S1-01")');
    await page.locator('#step-0').selectOption('agrees');
    await page.locator('#result').selectOption('exception');
    await page.locator('#note').fill('=asked A. Nwosu');
    await page.locator('#initials').fill('MK');
    expect(await page.locator('.command').first().textContent()).toContain('sha256sum');
    expect(await barriers(page)).toEqual([]);
    await go('#/workbench');
    const own = await saved(page, 'Save my file');
    const table = await readFile(await saved(page, 'CSV'), 'utf8');
    expect(table.split('\r\n').length).toBeGreaterThan(26);
    expect(table).toMatch(/S1-01,joiners,.*exception,.*"'=asked A\. Nwosu",MK/s);
    expect(table).toMatch(/runs\/.*google\/users/);
    const book = await readFile(await saved(page, 'XLSX'));
    expect(book.subarray(0, 2).toString()).toBe('PK');
    await page.reload();
    await page.waitForSelector('main[data-shown]');
    expect(await page.textContent('main .empty')).toContain('No sample is drawn.');
    await page.locator('#own-file').setInputFiles(own);
    await page.getByRole('link', { name: 'S1-01' }).waitFor();
    expect(await page.locator('main tbody tr').first().textContent()).toMatch(/exceptionMK$/);
    expect(await page.locator('main tbody tr').count()).toBe(25);
  });

  shown(
    'names the files that show a change of a vault, of that night and of the one before',
    async ({ page, go }) => {
      await go('#/workbench');
      await drawn(page, 'vault-changes', '2', '1');
      for (const item of [0, 1]) {
        await go(`#/sheet/0/${item}`);
        const night = (await page.textContent('h1'))?.includes(personAt(7)) ? 2 : 4;
        const [before, then] = [`runs/2026-01-0${night}T01-00-00Z`, `runs/2026-01-0${night + 1}T01-00-00Z`];
        const named = await page.locator('main section').last().locator('p > a').allTextContents();
        const list = 'google/groups';
        expect(named).toEqual(
          [before, then].flatMap((folder) => [`${folder}/${list}.ndjson`, `${folder}/${list}.json`]),
        );
        const shows = await page.locator('.command code').allTextContents();
        const [first, second] = night === 2 ? ['grep -cxF', 'grep -nxF'] : ['cat ', 'cat '];
        expect([shows[0], shows[2]]).toEqual([
          expect.stringContaining(first ?? ''),
          expect.stringContaining(second ?? ''),
        ]);
      }
    },
  );

  shown('refuses the file of another package, and what is none', async ({ page, go }) => {
    await go('#/workbench');
    const file = join(folder(), 'other.json');
    const other = { organization: 'Other', from: '2026-01-01', to: '2026-01-30', head: '' };
    await writeFile(file, JSON.stringify({ schema: 'exhibit/tests/v1', package: other, samples: [] }));
    await page.locator('#own-file').setInputFiles(file);
    await page.getByText('written about another package: Other').waitFor();
    await writeFile(file, '{"schema":"exhibit/tests/v1","samples":[{}]}');
    await page.locator('#own-file').setInputFiles([]);
    await page.locator('#own-file').setInputFiles(file);
    await page.getByText('This is no file of tests').waitFor();
  });

  shown('does not scroll sideways on a telephone', async ({ page, go }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await go('#/workbench');
    await drawn(page, control, '5', '1');
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(390);
  });
});

interface Subject {
  readonly subject: string;
  readonly intervals: readonly { readonly from: number; readonly to: number }[];
}

async function drawn(page: Page, from: string, size: string, seed: string): Promise<void> {
  await page.locator('#from').selectOption(from);
  await page.locator('#size').fill(size);
  await page.locator('#seed').fill(seed);
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await page.locator('main tbody tr').first().waitFor();
}

async function saved(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return await file.path();
}

function pythonProgram(): string | null {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return 'python3';
  } catch {
    return null;
  }
}
