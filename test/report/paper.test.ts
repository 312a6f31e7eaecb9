import { describe, expect } from '@jest/globals';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';
import { pagesIn, placesIn } from './pdf.ts';
import { everyView } from './views.ts';

const { report, shown } = inBrowser();
report(() => madeUp({ nights: 60, controls: 12, people: 200 }));

/** Gives each heading, and what follows it, a name and a link, so that the PDF tells where they are. */
const nameHeadings = `(() => {
  const shown = (one) => one.getClientRects().length > 0;
  const first = (one) => one.querySelector('tbody tr, .rows .row') ?? one;
  const following = (one) => {
    for (let at = one; at && at.id !== 'main'; at = at.parentElement)
      if (at.nextElementSibling && shown(at.nextElementSibling)) return first(at.nextElementSibling);
    return null;
  };
  const name = (one, id) => {
    one.id = id;
    const link = document.createElement('a');
    link.href = '#' + id;
    link.textContent = '.';
    document.querySelector('main').append(link);
  };
  const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].filter(shown);
  const pairs = headings.map((one) => [one, following(one)]).filter(([, next]) => next);
  for (const [at, [one, next]] of pairs.entries()) {
    name(one, 'heading' + at);
    if (next.id === '') name(next, 'next' + at);
  }
  return pairs.map(([one, next], at) => [one.textContent, 'heading' + at, next.id || 'next' + at]);
})()`;

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
      expect(pagesIn(pdf)).toBeGreaterThanOrEqual(least);
      expect(pagesIn(pdf)).toBeLessThanOrEqual(most);
    });

  shown('its contents name the pages that they lead to', async ({ page, go }) => {
    await go('#/print');
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const entries = (await page.evaluate(
      '[...document.querySelectorAll(".page-no")].map((one) => [one.dataset.place, Number(one.textContent)])',
    )) as [string, number][];
    const places = placesIn(pdf);
    expect(entries.length).toBe(8 + 12);
    expect(entries).toEqual(entries.map(([place]) => [place, places.get(place)]));
  });

  shown('no heading of any view is the last thing on a page', async ({ page, go }) => {
    let headings = 0;
    for (const [hash] of everyView) {
      await go(hash);
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      const pairs = (await page.evaluate(nameHeadings)) as [string, string, string][];
      const places = placesIn(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      const apart = pairs.filter(([, one, next]) => places.get(one) !== places.get(next));
      expect([hash, apart]).toEqual([hash, []]);
      expect(pairs.every(([, one]) => (places.get(one) ?? 0) > 0)).toBe(true);
      headings += pairs.length;
    }
    expect(headings).toBeGreaterThan(100);
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
