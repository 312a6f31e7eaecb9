import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser, watched, writeReport } from './browser.ts';
import { madeUp } from './made-up.ts';

let browser: Browser | null = null;
let folder = '';
let url = '';
beforeAll(async () => {
  browser = await startBrowser();
  folder = await mkdtemp(join(tmpdir(), 'exhibit-report-'));
  const { model, sources } = madeUp({ nights: 60, controls: 12, people: 200 });
  url = await writeReport(folder, model, sources);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** How many pages a PDF has, by its own page objects. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

describe('on paper', () => {
  test.each([
    ['#/print', 8, 30],
    ['#/control/company.control-1', 1, 4],
    ['#/nights', 2, 6],
  ] as const)(
    '%s makes a PDF of a sane length',
    async (hash, least, most) => {
      if (!browser) return;
      const { page, faults, go } = await watched(browser, url);
      await go(hash);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.length).toBeGreaterThan(10_000);
      expect(pagesOf(pdf)).toBeGreaterThanOrEqual(least);
      expect(pagesOf(pdf)).toBeLessThanOrEqual(most);
      expect(faults).toEqual([]);
    },
    180_000,
  );

  test('a long list is printed whole, and is short again afterwards', async () => {
    if (!browser) return;
    const { page, go } = await watched(browser, url);
    await go('#/nights');
    const rows = () => page.locator('.rows .row').count();
    const before = await rows();
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await rows()).toBe(60);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await rows()).toBe(before);
    expect(before).toBeLessThan(60);
  }, 180_000);

  test('the navigation and the buttons stay off it', async () => {
    if (!browser) return;
    const { page } = await watched(browser, url, 'dark');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header nav').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  }, 180_000);
});
