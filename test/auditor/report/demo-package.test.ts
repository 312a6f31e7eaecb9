import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type DemoPackage, makeDemoPackage } from '../../../demo/package.ts';
import { madeFrom } from '../../../scripts/screenshots-made-from.ts';
import { barriers } from './accessibility.ts';
import { startBrowser, type Watched, watched } from './browser.ts';

let browser: Browser | null = null;
let folder = '';
let made: DemoPackage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exhibit-report-'));
  browser = await startBrowser();
  if (browser) made = await makeDemoPackage(folder);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened(open: Browser): Promise<Watched> {
  return await watched(open, pathToFileURL(join(made.folder, 'index.html')).href);
}

/** The page's own addresses, and the files of the package that it points to. */
async function linksOf({ page }: Watched): Promise<{ views: string[]; files: string[] }> {
  const hrefs = (await page.evaluate(
    '[...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"))',
  )) as string[];
  return {
    views: hrefs.filter((href) => href.startsWith('#/')),
    files: hrefs.filter((href) => !href.startsWith('#')).map(decodeURIComponent),
  };
}

describe('the demonstration company’s package', () => {
  test('every view that the page leads to opens, and every file that it names is there', async () => {
    if (!browser) return;
    const seen = await opened(browser);
    const { views } = await linksOf(seen);
    const [todo, done, files] = [views, new Set<string>(), new Set<string>()];
    for (let hash = todo.shift(); hash !== undefined; hash = todo.shift()) {
      // One night and one subject of a control stand for the others.
      const kind = hash.replace(/(night=|night\/|subject\/)[^&]*/, '$1');
      if (done.has(kind)) continue;
      done.add(kind);
      await seen.go(hash);
      const found = await linksOf(seen);
      todo.push(...found.views);
      for (const file of found.files) files.add(file);
    }
    expect(done.size).toBeGreaterThan(40);
    expect(files.size).toBeGreaterThan(50);
    expect([...files].filter((file) => !existsSync(join(made.folder, file)))).toEqual([]);
    expect(seen.faults).toEqual([]);
  }, 300_000);

  test('it answers what failed, when, and for whom', async () => {
    if (!browser) return;
    const { page } = await opened(browser);
    expect(await page.textContent('.banner.good')).toContain('no problem was found');
    const failures = page.locator('.spells').first().locator('tbody tr');
    expect(await failures.filter({ hasText: 'tamsin.rook@fathom.example' }).textContent()).toMatch(
      /people\.leavers-have-no-access.*10 Nov.*11 Nov.*2 days.*passed again 12 Nov/,
    );
    expect(await failures.first().textContent()).toMatch(
      /still failing at the end.*breakglass@fathom\.example/,
    );
    expect(await barriers(page)).toEqual([]);
  }, 180_000);

  test('a record’s raw file, chosen from the package, has its hash and holds the person in an answer with its own', async () => {
    if (!browser) return;
    const { page, faults } = await opened(browser);
    await page.locator('.spells').getByRole('link', { name: 'bettina.kraus@fathom.example' }).click();
    const record = page.locator('.record', { hasText: 'google/users' }).first();
    await record.getByRole('button', { name: 'Where it comes from' }).click();
    const path = await record.locator('.reader code').first().textContent();
    await record.locator('input[type=file]').setInputFiles(join(made.folder, path ?? ''));
    await record.getByText('1 of 1 answers name it.').waitFor();
    const text = await record.locator('.reader').textContent();
    expect(text).toContain('✓ The file has the hash that the evidence document names.');
    expect(text).toContain('✓ its hash is that of the body below');
    expect(text).toContain('bettina.kraus@fathom.example');
    expect(faults).toEqual([]);
  }, 180_000);

  test('the line that a record’s command looks for stands in the file that it names', async () => {
    if (!browser) return;
    const { page } = await opened(browser);
    await page.locator('.spells').getByRole('link', { name: 'bettina.kraus@fathom.example' }).click();
    await page.getByRole('button', { name: 'Where it comes from' }).first().click();
    const command = (await page.locator('.origin pre').first().textContent()) ?? '';
    const [, line = '', path = ''] = /^grep -nxF -e '(.*)' (\S+)$/.exec(command) ?? [];
    expect((await readFile(join(made.folder, path), 'utf8')).split('\n')).toContain(line);
  }, 180_000);
});

test('the pictures in docs/images are of this page: else run npm run screenshots', async () => {
  const recorded = JSON.parse(
    await readFile(new URL('../../../docs/images/made-from.json', import.meta.url), 'utf8'),
  );
  expect(await madeFrom()).toEqual(recorded);
});
