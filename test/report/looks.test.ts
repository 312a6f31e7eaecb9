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

// Entries that stand under each other have other backgrounds and edges than rows.
describe.each([1024, 390])('at %s pixels, dark', (width) => {
  shown(
    'every view fits as well, and can be read',
    async ({ page, go }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const [hash] of everyView) {
        await go(hash);
        expect([hash, await page.evaluate(misfits)]).toEqual([hash, fitting]);
        expect([hash, await barriers(page, ['color-contrast', 'link-in-text-block'])]).toEqual([hash, []]);
      }
    },
    { scheme: 'dark' },
  );
});

describe('a file is chosen', () => {
  const drawn = ['backgroundColor', 'borderTopColor', 'borderTopWidth', 'borderRadius', 'font', 'height'];

  shown('by a button that looks like every other, and shows when the keyboard is on it', async (seen) => {
    const { go, page } = seen;
    await go('#/workbench');
    const looksOf = (element: string, part: string): Promise<unknown> =>
      page.evaluate(`(() => {
        const style = getComputedStyle(document.querySelector(${JSON.stringify(element)}), ${JSON.stringify(part)});
        return ${JSON.stringify(drawn)}.map((one) => style[one]);
      })()`);
    expect(await looksOf('#own-file', '::file-selector-button')).toEqual(
      await looksOf('.filters button:not(.first)', ''),
    );
    await page.getByRole('button', { name: 'XLSX', exact: true }).focus();
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(
        '[document.activeElement.id, getComputedStyle(document.activeElement).outlineWidth]',
      ),
    ).toEqual(['own-file', '2px']);
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
