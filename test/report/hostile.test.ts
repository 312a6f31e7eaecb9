import { describe, expect } from '@jest/globals';
import type { ReportModel } from '../../lib/report/model.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';

const names = [
  '<img src=x onerror="alert(1)">',
  '</script><script>alert(2)</script>',
  'ana\u202egnp.exe@acme.example',
  'zero\u200bwidth@acme.example',
  'nul\u0000bell\u0007esc\u001b[31m',
  'line\nbreak\u2028and\u2029more',
  'tag\u{e0041}\u{e0042}',
  'lone\ud800half',
  `quote"'\`\${alert(3)}`,
  'javascript:alert(4)',
];

/** Puts the same hostile texts wherever the evidence brings text. */
function poisoned(model: ReportModel): ReportModel {
  const [markup = '', script = '', turned = ''] = names;
  return {
    ...model,
    organization: markup,
    verification: {
      ...model.verification,
      ok: false,
      problems: [{ kind: 'modified', path: 'javascript:alert(5)', message: turned }],
    },
    nights: model.nights.map((night) => ({ ...night, reason: script })),
    controls: model.controls.map((control, at) => ({
      ...control,
      title: at ? markup : turned,
      csv: '../../etc/passwd',
      parameters: { [markup]: script },
      obstacles: [{ from: 0, to: 1, text: markup }],
    })),
    datasets: model.datasets.map((dataset) => ({
      ...dataset,
      connection: turned,
      reproduce: markup,
      csv: 'https://evil.example/x',
      excluded: [{ what: markup, reason: script, by: turned, until: null }],
    })),
    waivers: model.waivers.map((waiver) => ({
      ...waiver,
      reason: script,
      approvedBy: turned,
      subject: markup,
    })),
    attestations: model.attestations.map((one) => ({
      ...one,
      note: markup,
      path: 'data:text/html,<script>alert(6)</script>',
    })),
    files: [{ path: '//evil.example/y', label: markup }],
  };
}

/** Tabs and line breaks are the page's own, between cells and rows. */
const unseen = /(?![\t\n])\p{Cc}|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const { report, shown } = inBrowser();
report(() => madeUp({ nights: 40, controls: 4, people: 0 }, poisoned, names));

describe('hostile values', () => {
  shown('run nothing, load nothing and lead nowhere, in any view', async ({ page, go }) => {
    const dataset = `#/dataset/${encodeURIComponent('ana\u202egnp.exe@acme.example/users')}`;
    for (const hash of [
      '#/',
      '#/grid',
      '#/control/company.control-1',
      '#/subjects',
      ...names.map((_, place) => `#/subject/${place}`),
      '#/nights',
      '#/night/2026-01-02T01:00:00Z',
      '#/datasets',
      dataset,
      '#/exceptions',
      '#/frameworks/soc2',
      '#/verify',
      '#/print',
      '#/control/%3Cimg%20src%3Dx%3E',
      '#/subject/__proto__',
      '#/constructor',
    ]) {
      await go(hash);
      expect([hash, await page.locator('main img, main script, main iframe, .banner img').count()]).toEqual([
        hash,
        0,
      ]);
      const links = (await page.evaluate(
        '[...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href"))',
      )) as string[];
      expect(links.filter((href) => /^[a-z][a-z0-9+.-]*:|^\/|\.\./i.test(href))).toEqual([]);
      const text = String(await page.evaluate('document.body.innerText'));
      expect([hash, unseen.test(text)]).toEqual([hash, false]);
      expect([hash, /[\u202a-\u202e\u2066-\u2069]/.test(await page.title())]).toEqual([hash, false]);
    }
  });

  shown('are shown as what they are', async ({ page, go }) => {
    await go('#/subjects');
    const text = await page.textContent('.rows');
    for (const seen of [
      '<img src=x onerror="alert(1)">',
      'ana‹U+202E›gnp.exe@acme.example',
      'zero‹U+200B›width',
      'nul‹U+0000›bell‹U+0007›esc‹U+001B›[31m',
      'line‹U+000A›break‹U+2028›and‹U+2029›more',
      'tag‹U+E0041›‹U+E0042›',
      'lone‹U+D800›half',
    ])
      expect(text).toContain(seen);
  });
});
