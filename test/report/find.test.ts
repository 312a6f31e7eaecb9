import { describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriers } from './accessibility.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp, personAt } from './made-up.ts';

const { report, shown } = inBrowser();
report(() => madeUp({ nights: 40, controls: 4, people: 30 }));

const focused = (page: Page): Promise<unknown> => page.evaluate('document.activeElement.id');
const shownAt = (page: Page, hash: string) =>
  page.waitForSelector(`main[data-shown=${JSON.stringify(hash)}]`);

describe('Find', () => {
  shown('is reached by its key, lists what has the letters, and goes to the first', async ({ page }) => {
    await page.keyboard.press('/');
    expect(await focused(page)).toBe('find');
    await page.keyboard.type('person-0000');
    await page.locator('.found li', { hasText: /and \d+ others/ }).waitFor();
    expect(await page.locator('.found a').count()).toBe(8);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.type('7');
    await page.locator('.found a').nth(1).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await shownAt(page, `#/person/${encodeURIComponent(personAt(7))}`);
    expect(await page.locator('#find').inputValue()).toBe('');
    expect(await page.locator('.found li').count()).toBe(0);
  });

  shown('knows controls by their ids, exceptions by their numbers, nights and sections', async ({ page }) => {
    for (const [sought, href] of [
      ['company.control-3', '#/control/company.control-3'],
      ['e-01', `#/person/${encodeURIComponent(personAt(3))}`],
      ['2026-01-09', '#/night/2026-01-09T01:00:00Z'],
      ['joiners', '#/populations'],
    ]) {
      await page.locator('#find').fill('');
      await page.locator('.found a').first().waitFor({ state: 'detached' });
      await page.locator('#find').fill(sought ?? '');
      await page.locator('.found a').first().waitFor();
      expect(await page.locator('.found a').first().getAttribute('href')).toBe(href);
    }
    await page.locator('#find').fill('zzz');
    await page.getByText('There is nothing with this name.').waitFor();
    await page.locator('#find').press('Escape');
    expect(await page.locator('.found li').count()).toBe(0);
  });
});

describe('keys', () => {
  shown('lead to the item before and after, and not past the ends', async ({ go, page }) => {
    await go('#/control/company.control-1');
    await page.keyboard.press(']');
    await shownAt(page, '#/control/company.control-2');
    await page.keyboard.press('[');
    await shownAt(page, '#/control/company.control-1');
    await go('#/control/company.control-0');
    expect(await page.locator('a[rel=prev]').count()).toBe(0);
    await page.keyboard.press('[');
    expect(await page.evaluate('location.hash')).toBe('#/control/company.control-0');
  });

  shown('are text where somebody writes', async ({ go, page }) => {
    await go('#/people');
    await page.locator('#search').focus();
    await page.keyboard.type('/]?');
    expect(await page.locator('#search').inputValue()).toBe('/]?');
    expect(await page.locator('dialog').count()).toBe(0);
  });

  shown('are listed by one of them, and by a button', async ({ page }) => {
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
  });
});

describe('sections', () => {
  shown('have one number, in the contents, on their view, and in what is printed', async ({ go, page }) => {
    const entries = (await page.evaluate(
      '[...document.querySelectorAll("header nav li")].map((one) => [one.dataset.no, one.querySelector("a").getAttribute("href")])',
    )) as [string, string][];
    expect(entries.map(([no]) => no)).toEqual(entries.map((_, at) => String(at + 1)));
    const noOf = (href: string) => entries.find((entry) => entry[1] === href)?.[0];
    await go('#/datasets');
    expect(await page.evaluate('document.querySelector("main").style.counterReset')).toBe(
      `section ${noOf('#/datasets')} part 0`,
    );
    expect(
      await page.evaluate('getComputedStyle(document.querySelector("h1"), "::before").content'),
    ).toContain('counter(section)');
    await go('#/dataset/google%2Fusers');
    expect(await page.textContent('.within')).toContain(`${noOf('#/datasets')} Datasets`);
    await go('#/print');
    const chapters = await page.locator('.part-title').allTextContents();
    expect(chapters).toContain(`${noOf('#/datasets')} Datasets`);
    expect(chapters).toContain(`${noOf('#/exceptions')} Exceptions`);
  });
});
