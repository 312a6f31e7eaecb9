import { describe, expect } from '@jest/globals';
import type { ReportModel } from '../../lib/report/model.ts';
import { barriers } from './accessibility.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';
import { everyView } from './views.ts';

const broken = (model: ReportModel): ReportModel => ({
  ...model,
  verification: {
    ...model.verification,
    ok: false,
    problems: [
      {
        kind: 'modified',
        path: 'runs/2026-01-05T01-00-00Z/google/users.ndjson',
        message: 'It is not what was sealed.',
      },
    ],
    moreProblems: 41,
  },
});

const { report, shown } = inBrowser();
report(() => madeUp({ nights: 120, controls: 12, people: 40 }));

// A theme changes colours and nothing else, so the second time round only these are looked at.
describe.each([
  ['light', undefined],
  ['dark', ['color-contrast', 'link-in-text-block']],
] as const)('in the %s theme', (scheme, rules) => {
  shown(
    'every view is shown, without fault, without a request elsewhere, and without a serious barrier',
    async ({ page, go }) => {
      for (const [hash, title] of everyView) {
        await go(hash);
        expect([hash, await page.textContent('h1')]).toEqual([hash, title]);
        expect([hash, await barriers(page, rules)]).toEqual([hash, []]);
      }
    },
    { scheme },
  );
});

describe('the first page answers', () => {
  shown('how many nights were due and what came of them', async ({ page }) => {
    const answer = page.locator('.answer', { hasText: 'Is it complete?' });
    expect(await answer.textContent()).toContain('114 of 120 nights complete');
    expect(await answer.textContent()).toMatch(/Due120.*partial4.*failed1.*Missing1Sealed later than due1/);
  });

  shown('what failed, when, for how long and for whom, with what has not ended first', async ({ page }) => {
    const rows = page.locator('.spells').first().locator('tbody tr');
    expect(await rows.first().textContent()).toMatch(
      /company\.control-0.*25 Apr.*30 Apr.*6 days so far.*still failing at the end.*person-00000@acme\.example/,
    );
    expect(await rows.last().textContent()).toMatch(
      /company\.control-11.*6 Jan.*9 Jan.*4 days.*passed again 10 Jan/,
    );
  });

  shown('that an outage is one story, not one for each control', async ({ page }) => {
    const rows = page.locator('.spells').last().locator('tbody tr');
    expect(await rows.filter({ hasText: '19 Mar' }).count()).toBe(1);
    expect(await rows.filter({ hasText: '19 Mar' }).textContent()).toContain('12 controls');
  });

  shown('that everything verified, and that a page cannot vouch for itself', async ({ page }) => {
    expect(await page.textContent('.banner')).toMatch(/no problem was found.*cannot prove itself/s);
  });
});

describe('a locker with problems', () => {
  const bad = report(() => madeUp({ nights: 40, controls: 3, people: 5 }, broken));

  shown(
    'is said to have them on every view, first of all, and nowhere looks clean',
    async ({ page, go }) => {
      for (const [hash] of [['#/'], ['#/grid'], ['#/subject/0'], ['#/print']] as const) {
        await go(hash);
        const banner = page.locator('.banner.bad');
        expect(await banner.textContent()).toContain('This evidence does not verify: 42 problems.');
        expect(
          await page.evaluate('document.querySelector(".banner.bad").getBoundingClientRect().top < 200'),
        ).toBe(true);
        expect(await page.locator('.banner.good').count()).toBe(0);
      }
      expect(await page.locator('.answer', { hasText: 'Is it unedited?' }).textContent()).toContain(
        '42 problems found',
      );
      expect(await barriers(page)).toEqual([]);
    },
    { report: bad },
  );
});

describe('a package with nothing in it', () => {
  const empty = report(() =>
    madeUp({ nights: 0, controls: 0, people: 0 }, (full) => ({
      ...full,
      datasets: [],
      waivers: [],
      attestations: [],
      notJudged: [],
      verification: { ...full.verification, head: null, checked: { runs: 0, files: 0, bytes: 0 }, keys: [] },
    })),
  );

  shown(
    'is no good news, on any view',
    async ({ page, go }) => {
      expect(await page.textContent('.banner.bad')).toContain('Nothing was verified');
      expect(await page.locator('.answer .short').allTextContents()).toEqual([
        '✕No night was due',
        '✕Nothing was collected',
        '✕Nothing was checked',
        '✕No night kept its standard',
        '✕Nothing was judged',
      ]);
      for (const hash of [
        '#/grid',
        '#/nights',
        '#/datasets',
        '#/subjects',
        '#/exceptions',
        '#/verify',
        '#/print',
      ])
        await go(hash);
      expect(await page.locator('.good').count()).toBe(0);
    },
    { report: empty },
  );
});

describe('what does not add up', () => {
  const odd = report(() => {
    const { model, sources } = madeUp({ nights: 20, controls: 2, people: 8 });
    const datasets = model.datasets.map((dataset, at) => ({
      ...dataset,
      nights: dataset.nights.map(
        (one, night) => one && { ...one, records: at === 0 && night === 3 ? 7 : one.records },
      ),
    }));
    const given = { ...sources, evidence: (at: number) => (at === 1 ? [] : sources.evidence(at)) };
    return { model: { ...model, datasets }, sources: given };
  });

  shown(
    'is counted, and so is what could not be counted',
    async ({ page }) => {
      const answer = await page.locator('.answer.fair', { hasText: 'Is it accurate?' }).textContent();
      expect(answer).toMatch(/1 list not adding up.*do not add up1Counts without a document20/);
    },
    { report: odd },
  );
});
