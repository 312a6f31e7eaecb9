import { describe, expect } from '@jest/globals';
import { notReached, openEachEntry } from './by-keyboard.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';
import { everyView } from './views.ts';

const { report, shown } = inBrowser();
report(() => madeUp({ nights: 40, controls: 4, people: 6 }));

describe('with the keyboard alone', () => {
  shown(
    'every entry of the contents is reached and opened, in the order in which it is read',
    async ({ page }) => {
      const opened = await openEachEntry(page);
      expect(opened.map(({ shown }) => shown)).toEqual(opened.map(({ href }) => href));
      expect(opened.length).toBeGreaterThan(15);
    },
  );

  shown('whatever can be used on a view is reached by Tab, and its focus is seen', async ({ page, go }) => {
    for (const [hash] of everyView) {
      // The one document of all others has their links, and nothing more to use.
      if (hash === '#/print') continue;
      await go('#/nowhere');
      if (hash !== '#/nowhere') await go(hash);
      expect([hash, await notReached(page)]).toEqual([hash, { left: [], unseen: [] }]);
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
