import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { ReportModel } from '../../../lib/auditor/report/model.ts';
import { barriers } from './accessibility.ts';
import { startBrowser, type Watched, watched, writeReport } from './browser.ts';
import { madeUp, personAt } from './made-up.ts';

const views = [
  ['#/', 'Evidence of Acme'],
  ['#/grid', 'Controls by nights'],
  ['#/grid?month=2026-02', 'Controls by nights'],
  ['#/control/company.control-0', 'Control no. 0 holds for everyone'],
  ['#/control/company.control-1?night=2026-01-06T01:00:00Z', 'Control no. 1 holds for everyone'],
  ['#/frameworks/soc2', 'SOC 2'],
  ['#/frameworks/cis', 'CIS Controls 8.1'],
  ['#/nights', 'Nights'],
  ['#/night/2026-01-30T01:00:00Z', 'The night of 30 Jan'],
  ['#/night/2026-04-10T01:00:00Z', 'The night of 10 Apr'],
  ['#/night/2026-02-10T01:00:00Z', 'The night of 10 Feb'],
  ['#/datasets', 'Datasets'],
  ['#/dataset/google%2Fusers', 'google/users'],
  ['#/dataset/google%2Fgroups?night=2026-01-30T01:00:00Z', 'google/groups'],
  ['#/subjects', 'Subjects'],
  ['#/subject/0', personAt(0)],
  ['#/exceptions', 'Waivers and attestations'],
  ['#/verify', 'Verify'],
  ['#/print', 'Evidence of Acme'],
  ['#/nowhere', 'Not here'],
] as const;

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

let browser: Browser | null = null;
let folder = '';
let url = '';
beforeAll(async () => {
  browser = await startBrowser();
  folder = await mkdtemp(join(tmpdir(), 'exhibit-report-'));
  const { model, sources } = madeUp({ nights: 120, controls: 12, people: 40 });
  url = await writeReport(folder, model, sources);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A test that needs the browser, and a window of its own. */
function shown(
  name: string,
  use: (watched: Watched) => Promise<void>,
  scheme: 'light' | 'dark' = 'light',
  at = () => url,
): void {
  test(name, async () => {
    if (!browser) return;
    const seen = await watched(browser, at(), scheme);
    try {
      await use(seen);
      expect(seen.faults).toEqual([]);
    } finally {
      await seen.page.context().close();
    }
  }, 300_000);
}

describe.each(['light', 'dark'] as const)('in the %s theme', (scheme) => {
  shown(
    'every view is shown, without fault, without a request elsewhere, and without a serious barrier',
    async ({ page, go }) => {
      for (const [hash, title] of views) {
        await go(hash);
        expect([hash, await page.textContent('h1')]).toEqual([hash, title]);
        expect([hash, await barriers(page)]).toEqual([hash, []]);
      }
    },
    scheme,
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
    expect(await page.textContent('.banner')).toMatch(/no problem was found.*cannot vouch for itself/s);
  });
});

describe('a locker with problems', () => {
  let bad = '';
  beforeAll(async () => {
    const { model, sources } = madeUp({ nights: 40, controls: 3, people: 5 }, broken);
    bad = await writeReport(await mkdtemp(join(folder, 'bad-')), model, sources);
  });

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
    'light',
    () => bad,
  );
});

describe('a package with nothing in it', () => {
  let empty = '';
  beforeAll(async () => {
    const { model, sources } = madeUp({ nights: 0, controls: 0, people: 0 }, (full) => ({
      ...full,
      datasets: [],
      waivers: [],
      attestations: [],
      notJudged: [],
      verification: { ...full.verification, head: null, checked: { runs: 0, files: 0, bytes: 0 }, keys: [] },
    }));
    empty = await writeReport(await mkdtemp(join(folder, 'empty-')), model, sources);
  });

  shown(
    'is no good news, on any view',
    async ({ page, go }) => {
      expect(await page.textContent('.banner.bad')).toContain('Nothing was verified');
      expect(await page.locator('.answer .short').allTextContents()).toEqual([
        '✕No night was due',
        '✕Nothing was collected',
        '✕Nothing was checked',
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
    'light',
    () => empty,
  );
});

describe('what does not add up', () => {
  let odd = '';
  beforeAll(async () => {
    const { model, sources } = madeUp({ nights: 20, controls: 2, people: 8 });
    const datasets = model.datasets.map((dataset, at) => ({
      ...dataset,
      nights: dataset.nights.map(
        (one, night) => one && { ...one, records: at === 0 && night === 3 ? 7 : one.records },
      ),
    }));
    const given = { ...sources, evidence: (at: number) => (at === 1 ? [] : sources.evidence(at)) };
    odd = await writeReport(await mkdtemp(join(folder, 'odd-')), { ...model, datasets }, given);
  });

  shown(
    'is counted, and so is what could not be counted',
    async ({ page }) => {
      const answer = await page.locator('.answer.fair', { hasText: 'Is it accurate?' }).textContent();
      expect(answer).toMatch(/1 list not adding up.*do not add up1Counts without a document20/);
    },
    'light',
    () => odd,
  );
});

describe('from a cell to the raw answer', () => {
  shown(
    'a cell leads to the subjects of its night, a subject to its records, a record to the raw answer',
    async ({ page, go }) => {
      await go('#/grid?month=2026-01');
      await page.getByLabel('Control no. 1 holds for everyone, 6 Jan: fail; 2 fail, 38 pass').click();
      await page.waitForSelector('h2:text("Subjects on 6 Jan")');
      expect(await page.textContent('.filters output')).toBe('2 of 40 subjects');
      await page
        .getByRole('link', { name: personAt(1) })
        .first()
        .click();
      await page.waitForSelector(`h1:text("${personAt(1)}")`);
      await page.getByLabel('Nights', { exact: true }).selectOption({ label: '1 Jan – 5 Jan' });
      await page.getByRole('button', { name: 'Where it comes from' }).click();
      const origin = page.locator('.origin');
      await origin.waitFor();
      expect(await origin.textContent()).toContain('runs/2026-01-01T01-00-00Z/google/users.raw.ndjson.gz');
      expect(await origin.textContent()).toContain(`grep -nxF -e '{"id":"id-1",`);
      expect(await origin.locator('a').first().getAttribute('href')).toBe(
        'runs/2026-01-01T01-00-00Z/google/users.ndjson',
      );
    },
  );

  shown(
    'a raw file that the reader chooses is hashed and shown in the page, and another one is refused',
    async ({ page, go }) => {
      const body = JSON.stringify({ users: [{ primaryEmail: personAt(1) }] });
      const sha256 = createHash('sha256').update(body).digest('hex');
      const other = {
        url: 'https://api.example/none',
        sha256: 'f'.repeat(64),
        bodyEncoding: 'utf8',
        body: 'nobody',
      };
      const lines = [{ url: 'https://api.example/users', sha256, bodyEncoding: 'utf8', body }, other].map(
        (line) => JSON.stringify(line),
      );
      const file = join(folder, 'users.raw.ndjson.gz');
      await writeFile(file, gzipSync(`${lines.join('\n')}\n`));
      await go('#/subject/1');
      await page.getByRole('button', { name: 'Where it comes from' }).click();
      await page.locator('input[type=file]').setInputFiles(file);
      const reader = page.locator('.reader');
      await reader.getByText('1 of 2 answers name it.').waitFor();
      expect(await reader.textContent()).toContain('This is not the file of that night');
      expect(await reader.textContent()).toContain('its hash is that of the body below');
      expect(await reader.locator('pre').textContent()).toBe(body);
    },
  );
});

describe('with the keyboard alone', () => {
  shown('the first key leads past the navigation, and the focus is seen', async ({ page }) => {
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('To the content');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });

  shown(
    'the grid is one stop; arrows move in it, Enter opens, and the new page has the focus',
    async ({ page, go }) => {
      await go('#/grid?month=2026-01');
      expect(await page.locator('[role=grid] a[tabindex="0"]').count()).toBe(1);
      const focused = () =>
        page.evaluate(
          'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
        );
      await page.locator('[role=grid] a[tabindex="0"]').focus();
      expect(await focused()).toMatch(/^Control no\. 0 holds for everyone, 1 Jan/);
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
      expect(await focused()).toMatch(/^Control no\. 1 holds for everyone, 3 Jan/);
      await page.keyboard.press('End');
      expect(await focused()).toMatch(/^Control no\. 1 holds for everyone, 31 Jan/);
      await page.keyboard.press('Home');
      expect(await focused()).toBe('Control no. 1 holds for everyone');
      await page.keyboard.press('Control+Home');
      expect(await focused()).toBe('1 Jan, complete');
      await page.keyboard.press('ArrowUp');
      expect(await focused()).toBe('1 Jan, complete');
      expect(await page.locator('[role=grid] a[tabindex="0"]').count()).toBe(1);
      await page.keyboard.press('Enter');
      await page.waitForSelector('h1:text("The night of 1 Jan")');
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    },
  );

  shown('a list is searched and scrolled, and how many are left is said', async ({ page, go }) => {
    await go('#/subjects');
    await page.getByLabel('Search').focus();
    await page.keyboard.type('PERSON-0003');
    expect(await page.textContent('#live')).toBe('10 of 40 subjects');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('scroller');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe(personAt(30));
  });
});

describe('a night that is missing', () => {
  shown('is a gap for everybody, never a pass', async ({ page, go }) => {
    await go('#/subject/9');
    const strip = page.locator('main svg').first();
    expect(await strip.getAttribute('aria-label')).toContain('pass on 119 nights, no findings on 1 night');
  });
});

describe('settings of the reader', () => {
  shown('the theme can be chosen', async ({ page }) => {
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    await page.getByRole('button', { name: 'Theme: auto' }).click();
    await page.getByRole('button', { name: 'Theme: light' }).click();
    expect(await paper()).not.toBe(light);
  });

  shown('a filter shows one state only', async ({ page, go }) => {
    await go('#/control/company.control-3');
    expect(await page.textContent('.filters output')).toBe('1 of 40 subjects');
    await page.getByLabel('Show').selectOption('P');
    expect(await page.textContent('.filters output')).toBe('39 of 40 subjects');
  });
});
