import { describe, expect } from '@jest/globals';
import { barriers } from './accessibility.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';
import { everyView } from './views.ts';

const long = 'a-very-long-name-without-any-place-to-break-it.'.repeat(3);
const { report, shown } = inBrowser();
report(() =>
  madeUp({ nights: 60, controls: 60, people: 12 }, undefined, [
    `${long}@a-long-domain-of-another-company.example`,
    ...Array.from({ length: 11 }, (_, at) => `person-${String(at).padStart(5, '0')}@acme.example`),
  ]),
);

/** What has a scroll of its own, what reaches beyond the page's right edge, and whether the page is wider than its window. */
const misfits = `(() => {
  const width = document.documentElement.clientWidth;
  const shown = [...document.querySelectorAll('.page *')].filter((one) => one.getClientRects().length > 0);
  const hidden = (one) => one.closest('.hidden, svg, thead, .heads, [role=status]') !== null;
  const boxes = shown.filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX + getComputedStyle(one).overflowY));
  // What is wider than its own cell lies over the next one.
  const over = shown.filter((one) => one.matches('td, th, dd, .row > :not(.night)') && !hidden(one) && one.scrollWidth > one.clientWidth + 1);
  const ends = [...document.querySelectorAll('.night a')].filter((one) => one.firstChild.data?.trim()).map((one) => {
    const range = document.createRange();
    range.selectNode(one.firstChild);
    return range.getBoundingClientRect();
  });
  const run = ends.filter(({ left }, at) => at > 0 && left < ends[at - 1].right);
  const beyond = shown.filter((one) => !hidden(one) && one.getBoundingClientRect().right > width + 1);
  return {
    boxes: boxes.filter((one) => one.tagName !== 'TEXTAREA').map((one) => one.className || one.tagName),
    beyond: beyond.slice(0, 3).map((one) => one.tagName + '.' + one.className + ' ' + (one.textContent ?? '').slice(0, 40)),
    over: over.slice(0, 3).map((one) => one.tagName + '.' + one.className + ' ' + (one.textContent ?? '').slice(0, 60)),
    nightsRunTogether: run.length,
    sideways: document.documentElement.scrollWidth > width + 1,
  };
})()`;

describe.each([1440, 1024, 390])('at %s pixels', (width) => {
  shown('nothing has a scroll of its own, and nothing reaches beyond the page', async ({ page, go }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const [hash] of everyView) {
      await go(hash);
      expect([hash, await page.evaluate(misfits)]).toEqual([
        hash,
        { boxes: [], over: [], beyond: [], nightsRunTogether: 0, sideways: false },
      ]);
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
