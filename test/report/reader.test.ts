import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect } from '@jest/globals';
import { inBrowser } from './in-browser.ts';
import { madeUp, personAt } from './made-up.ts';

const { folder, report, shown } = inBrowser();
report(() => madeUp({ nights: 120, controls: 12, people: 40 }));

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
      const file = join(folder(), 'users.raw.ndjson.gz');
      await writeFile(file, gzipSync(`${lines.join('\n')}\n`));
      await go('#/subject/1');
      await page.getByRole('button', { name: 'Where it comes from' }).click();
      await page.locator('input[type=file]').setInputFiles(file);
      const reader = page.locator('.reader');
      await reader.getByText('1 of 2 answers name it.').waitFor();
      expect(await reader.textContent()).toContain('This is not the file of that night');
      // What another file says of itself proves nothing, and is not shown as if it did.
      expect(await reader.textContent()).not.toContain('✓');
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

  shown(
    'a list is searched, how many are left is said, and the next key leads to the first',
    async ({ page, go }) => {
      await go('#/subjects');
      await page.getByLabel('Search').focus();
      await page.keyboard.type('PERSON-0003');
      expect(await page.textContent('#live')).toBe('10 of 40 subjects');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe(personAt(30));
    },
  );
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
