import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeReport } from './browser.ts';
import { notReached, openEachEntry } from './by-keyboard.ts';
import { type Firefox, startFirefox, type WatchedFirefox, watchedFirefox } from './firefox.ts';
import { madeUp } from './made-up.ts';
import { fitting, misfits } from './misfits.ts';
import { everyView } from './views.ts';

let folder = '';
let url = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exhibit-firefox-'));
  // So many that its data lies in files beside it, which Firefox reads by rules of its own.
  const { model, sources } = madeUp({ nights: 120, controls: 12, people: 2500 });
  url = await writeReport(folder, model, sources);
  expect(existsSync(join(dirname(fileURLToPath(url)), 'data', 'subjects', '1.js'))).toBe(true);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(['light', 'dark'] as const)('in Firefox, %s', (prefers) => {
  let browser: Firefox | null = null;
  beforeAll(async () => {
    browser = await startFirefox(prefers);
  });
  afterAll(() => browser?.close());

  /** A test in a window of its own; nothing may go wrong in the page, and nothing may be asked elsewhere. */
  const shown = (name: string, use: (watched: WatchedFirefox) => Promise<void>): void =>
    test(name, async () => {
      if (!browser) return;
      const seen = await watchedFirefox(browser, url);
      try {
        await use(seen);
        expect(seen.faults).toEqual([]);
      } finally {
        await seen.page.close();
      }
    });

  shown('the page has the colours that the reader prefers', async ({ page }) => {
    expect(await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(
      prefers === 'dark',
    );
    const [red] = String(await page.evaluate('getComputedStyle(document.body).backgroundColor')).match(
      /\d+/,
    ) ?? [''];
    expect(Number(red) < 128).toBe(prefers === 'dark');
  });

  if (prefers === 'dark') return;

  describe.each([1440, 1024, 390])('at %s pixels', (width) => {
    shown('every view opens and fits', async ({ go, page }) => {
      await page.setViewport({ width, height: 900 });
      for (const [hash, title] of everyView) {
        await go(hash);
        expect([hash, await page.evaluate('document.querySelector("h1").textContent')]).toEqual([
          hash,
          title,
        ]);
        expect([hash, await page.evaluate(misfits)]).toEqual([hash, fitting]);
      }
    });
  });

  shown('every entry of the contents is opened by the keyboard alone', async ({ page }) => {
    const opened = await openEachEntry(page);
    expect(opened.map((one) => one.shown)).toEqual(opened.map(({ href }) => href));
    expect(opened.length).toBeGreaterThan(15);
  });

  shown('what can be used on a view is reached by Tab', async ({ go, page }) => {
    for (const hash of ['#/workbench', '#/compare', '#/verify']) {
      await go('#/nowhere');
      await go(hash);
      expect([hash, await notReached(page)]).toEqual([hash, { left: [], unseen: [] }]);
    }
  });

  shown('every view prints', async ({ go, page }) => {
    for (const [hash] of everyView) {
      await go(hash);
      const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      expect([hash, pdf.subarray(0, 5).toString(), pdf.length > 5_000]).toEqual([hash, '%PDF-', true]);
    }
  });
});
