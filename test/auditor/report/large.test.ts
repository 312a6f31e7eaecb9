import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser, watched, writeReport } from './browser.ts';
import { madeUp, personAt } from './made-up.ts';

/** More elements than this in one view would be felt. */
const many = 4000;

let browser: Browser | null = null;
let folder = '';
let url = '';
beforeAll(async () => {
  browser = await startBrowser();
  if (!browser) return;
  folder = await mkdtemp(join(tmpdir(), 'exhibit-report-'));
  const { model, sources } = madeUp({ nights: 365, controls: 30, people: 5000 });
  url = await writeReport(folder, model, sources);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

describe('365 nights, 30 controls, 5,000 people', () => {
  test('every view opens, with no more elements than can be seen', async () => {
    if (!browser) return;
    const { page, faults, go } = await watched(browser, url);
    for (const hash of [
      '#/',
      '#/grid',
      '#/control/company.control-0',
      '#/subjects',
      '#/subject/4999',
      '#/nights',
      '#/dataset/google%2Fusers',
      '#/night/2026-12-31T01:00:00Z',
      '#/frameworks/soc2',
    ]) {
      await go(hash);
      const elements = Number(await page.evaluate('document.querySelectorAll("*").length'));
      expect([hash, elements < many]).toEqual([hash, true]);
    }
    expect(await page.locator('.clause').count()).toBe(3);
    expect(faults).toEqual([]);
  }, 300_000);

  test('a list of 5,000 holds the rows in sight, wherever it is scrolled to', async () => {
    if (!browser) return;
    const { page, faults, go } = await watched(browser, url);
    await go('#/control/company.control-1');
    await page.getByLabel('Show').selectOption('all');
    expect(await page.textContent('.filters output')).toBe('5,000 of 5,000 subjects');
    expect(await page.locator('.virtual').getAttribute('aria-rowcount')).toBe('5001');
    expect(await page.locator('.rows .row').count()).toBeLessThan(60);
    await page.evaluate('document.querySelector(".scroller").scrollTop = 1e9');
    await page.getByRole('link', { name: personAt(4999) }).waitFor();
    expect(await page.locator('.rows .row').count()).toBeLessThan(60);
    await page.getByLabel('Search').fill('person-04321');
    await page.getByRole('link', { name: personAt(4321) }).click();
    await page.waitForSelector(`h1:text("${personAt(4321)}")`);
    expect(await page.locator('main table').first().locator('tbody tr').count()).toBe(30);
    expect(faults).toEqual([]);
  }, 300_000);

  test('a data file that is not there, or is another one, is named, and what to do about it', async () => {
    if (!browser) return;
    const { page } = await watched(browser, url);
    const fault = page.locator('main [role=alert]');
    await writeFile(join(folder, 'data', 'subjects', '1.js'), 'exhibitData("subjects/9",{});');
    await page.evaluate('location.hash = "#/subject/3000"');
    await fault.waitFor();
    expect(await fault.textContent()).toContain(
      'data/subjects/1.js is not what this page was made with. Unpack',
    );
    await rm(join(folder, 'data', 'subjects'), { recursive: true });
    await page.evaluate('location.hash = "#/subject/1"');
    await fault.getByText('could not be read').waitFor();
    expect(await fault.textContent()).toMatch(
      /^data\/subjects\/0\.js could not be read\. Unpack the whole package/,
    );
  }, 300_000);
});
