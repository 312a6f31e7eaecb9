import { describe, expect } from '@jest/globals';
import type { ReportModel } from '../../lib/report/model.ts';
import { barriers } from './accessibility.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';

const ending = (model: ReportModel): ReportModel => ({
  ...model,
  waivers: model.waivers.map((waiver) => ({ ...waiver, expires: '2026-03-10' })),
  changes: [
    ...model.changes,
    {
      night: 50,
      type: 'credential.ending',
      subject: 'github',
      before: null,
      after: '2026-03-05T09:00:00Z',
      message: 'The credential of github ends on 2026-03-05.',
    },
  ],
});
const openedAt =
  (opened: string) =>
  (model: ReportModel): ReportModel => ({ ...ending(model), opened });

const { report, shown } = inBrowser();
const shape = { nights: 60, controls: 12, people: 20 };
report(() => madeUp(shape, openedAt('2026-03-01T08:00:00Z')));
const stale = report(() => madeUp(shape, openedAt('2026-03-04T08:00:00Z')));
const packaged = report(() => madeUp(shape, ending));

describe('the page of a running locker', () => {
  shown('opens with how it stands now: what fails, since when, and what to do', async ({ page }) => {
    await page.waitForSelector('h1:text("Today")');
    expect(await page.textContent('.say')).toMatch(/^2 of 12 controls fail and 0 cannot be decided\./);
    const rows = page.locator('main section').first().locator('tbody tr');
    expect(await rows.first().textContent()).toMatch(
      /fail.*company\.control-0.*2 failing.*Enforce it for the unit.*exhibit status company\.control-0/,
    );
    expect(await barriers(page)).toEqual([]);
    for (const width of [1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  shown('lists what is open, the oldest first, and what ends soon, the first one first', async ({ page }) => {
    const of = async (title: string) =>
      await page.locator('main section', { hasText: title }).locator('tbody tr').allTextContents();
    const days = (await of('Open exceptions, the oldest first')).map((row) =>
      Number(/^[EUW]-\d\d(\d+?)\d{1,2} [A-Z]/.exec(row)?.[1]),
    );
    expect(days.length).toBeGreaterThan(3);
    expect(days).toEqual([...days].sort((a, b) => b - a));
    expect(await of('What ends within 30 days')).toEqual([
      expect.stringMatching(/^5 Mar 20264The credential of github.*Make a new credential for github/),
      expect.stringMatching(/^10 Mar 20269The waiver of company\.control-3/),
    ]);
  });

  shown(
    'says that no night was sealed since, where that is so',
    async ({ page }) => {
      expect(await page.textContent('.facts .fault')).toBe('3 days ago: no night was sealed since');
    },
    { report: stale },
  );

  shown(
    'is not that of a package, which says the same whenever it is read',
    async ({ page, go }) => {
      expect(await page.locator('h1').textContent()).toBe('Evidence of Acme');
      expect(await page.getByRole('link', { name: 'Today' }).count()).toBe(0);
      await go('#/today');
      expect(await page.locator('h1').textContent()).toBe('Not here');
    },
    { report: packaged },
  );
});
