import { describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';
import { everyView } from './views.ts';

const { report, shown } = inBrowser();
report(() => madeUp({ nights: 40, controls: 4, people: 6 }));

/** What can be used in the content of the page, but for cells of a grid, among which arrows lead. */
const usable = `[...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary, [tabindex="0"])')]
  .filter((one) => one.tabIndex >= 0 && !one.disabled && one.getClientRects().length > 0)`;

/** Numbers what is to be reached, and takes note of what is, and of whether its focus is seen. */
const watchFocus = `(() => {
  window.unseen = [];
  window.left = new Set(${usable});
  document.addEventListener('focusin', ({ target }) => {
    window.left.delete(target);
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 1) window.unseen.push(target.outerHTML.slice(0, 80));
  });
  return window.left.size;
})()`;

describe('with the keyboard alone', () => {
  shown(
    'every entry of the contents is reached and opened, in the order in which it is read',
    async ({ page }) => {
      const entries = (await page.evaluate(
        '[...document.querySelectorAll("header nav a")].map((one) => one.getAttribute("href"))',
      )) as string[];
      for (const href of entries) {
        await page.evaluate('document.activeElement.blur(); document.querySelector(".skip").focus()');
        for (let presses = 0; presses <= entries.length + 2; presses++) {
          if ((await page.evaluate('document.activeElement.getAttribute("href")')) === href) break;
          await page.keyboard.press('Tab');
        }
        await page.keyboard.press('Enter');
        await page.waitForSelector(`main[data-shown=${JSON.stringify(href)}]`);
        const place = page.locator('header nav [aria-current="page"]');
        expect(await place.getAttribute('href')).toBe(href);
      }
      expect(entries.length).toBeGreaterThan(15);
    },
  );

  shown('whatever can be used on a view is reached by Tab, and its focus is seen', async ({ page, go }) => {
    for (const [hash] of everyView) {
      // The one document of all others has their links, and nothing more to use.
      if (hash === '#/print') continue;
      await go('#/nowhere');
      if (hash !== '#/nowhere') await go(hash);
      await page.evaluate('document.querySelector("main h1").focus()');
      const many = Number(await page.evaluate(watchFocus));
      await pressTab(page, many + 5);
      const left = await page.evaluate('[...window.left].map((one) => one.outerHTML.slice(0, 80))');
      expect([hash, left]).toEqual([hash, []]);
      expect([hash, await page.evaluate('window.unseen')]).toEqual([hash, []]);
    }
  });

  shown('a sample is drawn, and an item of it tested', async ({ page, go }) => {
    await go('#/workbench');
    await page.evaluate('document.querySelector("main h1").focus()');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Role');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('4711');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'S1-01' }).waitFor();
    for (let presses = 0; presses < 20; presses++) {
      if ((await page.evaluate('document.activeElement.textContent')) === 'S1-01') break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:text("S1-01")');
    await page.keyboard.press('Tab');
    await page.keyboard.type('agrees');
    expect(await page.locator('#step-0').inputValue()).toBe('agrees');
  });
});

/** As often as needed; it ends when nothing is left to reach. */
async function pressTab(page: Page, most: number): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    if (presses % 10 === 0 && (await page.evaluate('window.left.size')) === 0) return;
    await page.keyboard.press('Tab');
  }
}
