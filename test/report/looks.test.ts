import { describe, expect } from '@jest/globals';
import { barriers } from './accessibility.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';
import { fitting, misfits } from './misfits.ts';
import { everyView } from './views.ts';

const long = 'a-very-long-name-without-any-place-to-break-it.'.repeat(3);
const { report, shown } = inBrowser();
report(() =>
  madeUp({ nights: 60, controls: 60, people: 12 }, undefined, [
    `${long}@a-long-domain-of-another-company.example`,
    ...Array.from({ length: 11 }, (_, at) => `person-${String(at).padStart(5, '0')}@acme.example`),
  ]),
);

describe.each([1440, 1024, 390])('at %s pixels', (width) => {
  shown('nothing has a scroll of its own, and nothing reaches beyond the page', async ({ page, go }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const [hash] of everyView) {
      await go(hash);
      expect([hash, await page.evaluate(misfits)]).toEqual([hash, fitting]);
    }
    expect(await barriers(page)).toEqual([]);
  });
});

describe('on a narrow page', () => {
  shown(
    'the contents are folded, opened by the keyboard, and closed by what they lead to',
    async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 800 });
      const link = page.getByRole('link', { name: 'Nights', exact: true });
      await link.waitFor({ state: 'hidden' });
      await page.locator('.contents summary').focus();
      await page.keyboard.press('Enter');
      await link.click();
      await page.waitForSelector('h1:text("Nights")');
      expect(await link.isVisible()).toBe(false);
    },
  );
});

describe('the first page', () => {
  shown('has a title block as a report has', async ({ page }) => {
    const block = page.locator('.title-block');
    expect(await block.textContent()).toMatch(
      /Period1 Jan 2026 – 1 Mar 2026.*Document no\.20260101-20260301-cd34cd34.*Prepared byAcme.*Newest sealno\. 60/,
    );
    expect(await page.textContent('.say')).toMatch(
      /^Of 60 controls, \d+ passed on every night; 6 were failing/,
    );
  });
});
