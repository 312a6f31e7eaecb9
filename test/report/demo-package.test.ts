import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type DemoPackage, makeDemoPackage } from '../../demo/package.ts';
import { madeFrom } from '../../scripts/screenshots-made-from.ts';
import { barriers } from './accessibility.ts';
import type { Watched } from './browser.ts';
import { inBrowser } from './in-browser.ts';
import { fitting, misfits } from './misfits.ts';

const { folder, browsing, shown } = inBrowser();
let made: DemoPackage;
beforeAll(async () => {
  if (browsing()) made = await makeDemoPackage(folder());
});
const report = (): string => pathToFileURL(join(made.folder, 'index.html')).href;

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
  shown(
    'every view that the page leads to opens, and every file that it names is there',
    async (seen) => {
      const { views } = await linksOf(seen);
      const [todo, done, files] = [views, new Set<string>(), new Set<string>()];
      for (let hash = todo.shift(); hash !== undefined; hash = todo.shift()) {
        // One night, and one subject, stand for the others.
        const kind = hash.replace(/(control|dataset)\/.*night=.*|(night|subject)\/.*/, '$1$2');
        if (done.has(kind)) continue;
        done.add(kind);
        await seen.go(hash);
        const found = await linksOf(seen);
        todo.push(...found.views);
        for (const file of found.files) files.add(file);
      }
      expect(done.size).toBeGreaterThan(30);
      expect(files.size).toBeGreaterThan(50);
      expect([...files].filter((file) => !existsSync(join(made.folder, file)))).toEqual([]);
    },
    { report },
  );

  shown(
    'it is compared with a package as it is handed over, here with itself',
    async ({ page, go }) => {
      await go('#/compare');
      await page.locator('#other-package').setInputFiles(made.zip);
      await page.waitForSelector('.say');
      expect(await page.textContent('main')).toMatch(/Between themthey overlap/);
    },
    { report },
  );

  shown(
    'it answers what failed, when, and for whom',
    async ({ page }) => {
      expect(await page.textContent('.banner.good')).toContain('no problem was found');
      const failures = page.locator('.spells').first().locator('tbody tr');
      expect(await failures.filter({ hasText: 'tamsin.rook@fathom.example' }).textContent()).toMatch(
        /people\.leavers-have-no-access.*10 Nov.*11 Nov.*2 days.*passed again 12 Nov/,
      );
      expect(await failures.first().textContent()).toMatch(/still failing at the end/);
      const breakglass = failures.filter({ hasText: 'google-workspace.mfa-enforced' }).first();
      expect(await breakglass.textContent()).toMatch(/still failing at the end.*breakglass@fathom\.example/);
      expect(await barriers(page)).toEqual([]);
    },
    { report },
  );

  shown(
    'it tells whom the standard names, from the file that the newest night sealed',
    async ({ page, go }) => {
      await go('#/standard');
      const sealed = await page.locator('.facts a', { hasText: 'standard.json' }).getAttribute('href');
      const { people, vaults } = JSON.parse(
        await readFile(join(made.folder, decodeURIComponent(sealed ?? '')), 'utf8'),
      );
      const rows = (title: string) =>
        page.locator('main section', { hasText: title }).last().locator('tbody tr');
      expect(await rows('Named for vaults').locator('th').allTextContents()).toEqual(
        vaults.map(({ id, name }: { id?: string; name: string }) => `${name}${id ?? ''}`),
      );
      expect(await rows('Who is who').count()).toBe(people.identities.length);
      expect(people.identities.length).toBeGreaterThan(0);
      expect(await barriers(page)).toEqual([]);
    },
    { report },
  );

  shown(
    'every status of an exception fits its column at 1024 pixels',
    async ({ page, go }) => {
      await page.setViewportSize({ width: 1024, height: 900 });
      await go('#/exceptions');
      expect(await page.textContent('main')).toContain('No longer there');
      expect(await page.evaluate(misfits)).toEqual(fitting);
    },
    { report },
  );

  shown(
    'a record’s raw file, chosen from the package, has its hash and holds the person in an answer with its own',
    async ({ page }) => {
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
    },
    { report },
  );

  shown(
    'the line that a record’s command looks for stands in the file that it names',
    async ({ page }) => {
      await page.locator('.spells').getByRole('link', { name: 'bettina.kraus@fathom.example' }).click();
      await page.getByRole('button', { name: 'Where it comes from' }).first().click();
      const command = (await page.locator('.origin pre').first().textContent()) ?? '';
      const [, line = '', path = ''] = /^grep -nxF -e '(.*)' (\S+)$/.exec(command) ?? [];
      expect((await readFile(join(made.folder, path), 'utf8')).split('\n')).toContain(line);
    },
    { report },
  );
});

test('the pictures in docs/images are of this page: else run npm run screenshots', async () => {
  const recorded = JSON.parse(
    await readFile(new URL('../../docs/images/made-from.json', import.meta.url), 'utf8'),
  );
  expect(await madeFrom()).toEqual(recorded);
});
