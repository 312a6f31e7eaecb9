import { describe, expect } from '@jest/globals';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';

const { report, shown } = inBrowser();
report(() => madeUp({ nights: 60, controls: 12, people: 200 }));

/** How many pages a PDF has, by its own page objects. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

describe('on paper', () => {
  for (const [hash, least, most] of [
    ['#/print', 8, 30],
    ['#/control/company.control-1', 1, 4],
    ['#/nights', 2, 6],
  ] as const)
    shown(`${hash} makes a PDF of a sane length`, async ({ page, go }) => {
      await go(hash);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.length).toBeGreaterThan(10_000);
      expect(pagesOf(pdf)).toBeGreaterThanOrEqual(least);
      expect(pagesOf(pdf)).toBeLessThanOrEqual(most);
    });

  shown('a long list is printed whole, and is short again afterwards', async ({ page, go }) => {
    await go('#/nights');
    const rows = () => page.locator('.rows .row').count();
    const before = await rows();
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await rows()).toBe(60);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await rows()).toBe(before);
    expect(before).toBeLessThan(60);
  });

  shown(
    'it is light, and the navigation and the buttons stay off it',
    async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('header nav').isVisible()).toBe(false);
      expect(await page.getByRole('button').first().isVisible()).toBe(false);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      );
    },
    { scheme: 'dark' },
  );
});
