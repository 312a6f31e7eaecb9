import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { Exception } from '../../lib/drift/exceptions/exceptions.ts';
import { zip } from '../../lib/report/browser/bench/zip.ts';
import { compare, incomparable } from '../../lib/report/browser/compare/compare.ts';
import { differences, holdings } from '../../lib/report/browser/compare/holdings.ts';
import type { Side } from '../../lib/report/browser/compare/other-package.ts';
import { zipFiles } from '../../lib/report/browser/compare/zip-files.ts';
import type { ReportModel } from '../../lib/report/model.ts';
import type { FindingFile, PageData, SubjectFile } from '../../lib/report/page-data.ts';
import { barriers } from './accessibility.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp } from './made-up.ts';

/** A period with one control and its failures. */
function side(states: string, ...failures: readonly Partial<Exception>[]): Side {
  const rule = { id: 'company.rule', title: 'A rule', version: 1, parameters: {}, states };
  const page = { controls: [rule] } as unknown as PageData;
  const listed = failures.map((one, at) => ({
    no: `E-0${at + 1}`,
    control: 0,
    exception: { subject: 'Ana', key: 'a', firstBad: 0, lastGood: null, over: null, ...one } as Exception,
  }));
  const holdings = { people: new Map() } as unknown as Side['holdings'];
  return { page, holdings, exceptions: { failures: listed, undecided: [], waived: [], more: 0 } };
}

const passed = { over: { how: 'passed', night: 3 } } as const;

describe('an exception that was open when the earlier period ended', () => {
  const earlier = side('PPFF', {});
  test.each([
    ['is still open where it goes on', side('FFFF', {}), ['open', '']],
    ['is known by its key, whatever it is called', side('FFFF', { subject: 'Ana Maria' }), ['open', '']],
    ['is gone where it passed', side('FFPP', passed), ['gone', 'passed again in the later period']],
    ['is gone where nothing of it failed', side('PPPP'), ['gone', 'did not fail in the later period']],
    [
      'is not said to have ended where a night could not tell',
      side('PUPP'),
      ['gone', 'not seen failing in the later period, which could not decide the control on every night'],
    ],
    [
      'is not said to have ended where nothing judged it',
      side('NNNN'),
      ['gone', 'not judged in the later period: nothing says that it ended'],
    ],
  ])('%s', (_, later, [where, how]) => {
    const found = compare(earlier, later);
    expect([found.fresh.length, found.open.length, found.gone.length]).toEqual(
      where === 'open' ? [0, 1, 0] : [0, 0, 1],
    );
    expect(found.gone[0]?.how ?? '').toBe(how);
  });

  test('is not said to have ended where the later page leaves some out', () => {
    const { exceptions, page } = side('FFFF', { key: 'b' });
    const { gone } = compare(earlier, { ...earlier, page, exceptions: { ...exceptions, more: 3 } });
    expect(gone.map(({ how }) => how)).toEqual([expect.stringContaining('nothing says that it ended')]);
  });

  test.each([{ version: 2 }, { parameters: { days: 90 } }])('is told to be judged by %j now', (rule) => {
    const later = side('PPPP');
    for (const control of later.page.controls) Object.assign(control, rule);
    expect(compare(earlier, later).gone.map(({ how }) => how)).toEqual([
      'did not fail in the later period, which judged by another rule',
    ]);
  });

  test('is new again where it passed in between', () => {
    const found = compare(earlier, side('PFFF', { lastGood: 0, firstBad: 1 }));
    expect([found.fresh.length, found.open.length, found.gone[0]?.how]).toEqual([
      1,
      0,
      'passed again, and failed anew',
    ]);
  });
});

test('what began and ended earlier is counted, and what is somebody else’s is new', () => {
  const found = compare(side('PFPP', passed), side('FFFF', { key: 'b' }));
  expect([found.before, found.fresh.length, found.open.length, found.gone.length]).toEqual([1, 1, 0, 0]);
});

test.each([
  ['another company', { organization: 'Birch' }, 'This is a package of Birch'],
  ['one with pseudonyms', { pseudonyms: true }, 'all would seem gone and new'],
])('a package of %s is not compared', (_, other, words) => {
  const own = { organization: 'Acme', pseudonyms: false } as PageData;
  expect(incomparable(own, { ...own, ...other })).toContain(words);
  expect(incomparable(own, own)).toBeNull();
});

describe('a zip', () => {
  test('that is none, or holds what cannot be unpacked, is told', async () => {
    await expect(zipFiles(new Blob(['no zip']))).rejects.toThrow('This is no zip.');
    const bytes = zip([['a.txt', 'text']]);
    // The directory says that it was deflated.
    const at = bytes.findIndex((_, from) => bytes[from] === 0x50 && bytes[from + 2] === 1);
    bytes[at + 10] = 8;
    const files = await zipFiles(new Blob([bytes]));
    expect(await files.text('b.txt')).toBeNull();
    await expect(files.text('a.txt')).rejects.toThrow('a.txt of this zip cannot be unpacked.');
  });
});

describe('what was had when a period ended', () => {
  const page = {
    datasets: [
      { connection: 'slack', provider: 'slack', dataset: 'users', moves: { last: 9 }, nights: [{ c: 'C' }] },
    ],
    register: [{ name: 'npm', signIn: 'password' }],
  } as unknown as PageData;
  const file = {
    names: ['Ana@acme.example', 'ben@acme.example', 'Booking', 'Till'],
    accounts: [[[0, 0, 0, 9, 'P']], [[0, 1, 0, 8, 'F']], [], []],
    texts: ['admin'],
  } as unknown as SubjectFile;
  const found = {
    texts: ['ana@acme.example', 'ana@acme.example, carl@acme.example', 'ana@acme.example and 4 more'],
    rows: [
      [2, [0, 4, 0, -1, -1, -1, null, 0, 0], [5, 9, 1, -1, -1, -1, null, 0, 1]],
      [3, [0, 9, 1, -1, -1, -1, null, 0, 2]],
    ],
  } as unknown as FindingFile;
  const had = holdings(page, { subjects: [file], findings: [{ file: 0, found }] });

  test('are people, accounts that were there to the end, vault members as last seen, and services', () => {
    expect([...had.people.keys()]).toEqual(['ana@acme.example', 'ben@acme.example']);
    expect([...(had.accounts ?? [])]).toEqual([['ana@acme.example in slack/users', 'admin']]);
    expect([...(had.vaultMembers?.keys() ?? [])].filter((one) => one.endsWith('Booking'))).toEqual([
      'ana@acme.example in Booking',
      'carl@acme.example in Booking',
    ]);
    expect([...had.services.keys()]).toEqual(['slack', 'npm']);
  });

  test('and it is kept in mind of whose vault a part alone is told, and that an older page tells no account', () => {
    expect([...had.inPart]).toEqual(['Till']);
    const { accounts, ...older } = file;
    expect(accounts.length).toBe(4);
    expect(holdings(page, { subjects: [older as SubjectFile], findings: [] }).accounts).toBeNull();
  });

  test('and what was not told when the period ended, or never came whole, is not taken for gone', () => {
    const [list] = page.datasets;
    const datasets = [
      list,
      { ...list, dataset: 'guests', nights: [0, { c: 'P' }, { c: 'F' }] },
      { ...list, dataset: 'vaults', compared: 'access', nights: [{ c: 'F' }] },
    ] as unknown as PageData['datasets'];
    const [booking, till] = found.rows;
    const rows = [booking, [...(till ?? []), [10, 12, 2]]] as unknown as FindingFile['rows'];
    const later = { subjects: [file], findings: [{ file: 0, found: { ...found, rows } }] };
    const told = holdings({ ...page, datasets }, later);
    expect([...told.inPart]).toEqual(['slack/guests', 'slack/vaults', 'Till']);
    expect(told.vaultMembers).toBeNull();
  });

  test('is new, gone or another', () => {
    const was = new Map([
      ['a', '1'],
      ['b', '1'],
      ['c', '1'],
    ]);
    const is = new Map([
      ['b', '2'],
      ['c', '1'],
      ['d', '1'],
    ]);
    expect(differences(was, is)).toEqual({
      differ: [
        { name: 'a', was: '1', is: null },
        { name: 'b', was: '1', is: '2' },
        { name: 'd', was: null, is: '1' },
      ],
      same: 1,
    });
  });
});

const { folder, report, shown } = inBrowser();
const half =
  (from: string, to: string, organization = 'Acme') =>
  (model: ReportModel): ReportModel => ({ ...model, organization, period: { from, to } });
const shape = { nights: 30, controls: 12, people: 40 };
report(() => madeUp(shape, half('2026-02-01', '2026-03-02')));
const earlier = report(() =>
  madeUp({ ...shape, controls: 11, people: 39 }, half('2026-01-01', '2026-01-30')),
);
const strangers = report(() => madeUp(shape, half('2026-01-01', '2026-01-30', 'Other')));

const zipped = async (address: string): Promise<string> => {
  const page = fileURLToPath(address);
  const file = join(folder(), `${dirname(page).split('/').at(-1)}.zip`);
  await writeFile(file, zip([['index.html', await readFile(page, 'utf8')]]));
  return file;
};

describe('two packages compared in the page', () => {
  shown('are told apart by what is new, gone and still open', async ({ page, go }) => {
    await go('#/compare');
    await page.locator('#other-package').setInputFiles(await zipped(earlier()));
    await page.waitForSelector('.say');
    expect(await page.textContent('.say')).toMatch(/^\d+ exceptions new, \d+ still open and \d+ gone/);
    expect(await page.locator('main h2').allTextContents()).toEqual([
      expect.stringMatching(/^New: \d+/),
      expect.stringMatching(/^Still open: \d+/),
      expect.stringMatching(/^Gone: \d+/),
      'People: 1 new, 0 gone',
      'Accounts: 1 new, 0 gone',
      'Vault members: 0 new, 0 gone',
      'Services: 0 new, 0 gone',
      'Controls',
      'Lists of accounts',
      'What was judged by',
    ]);
    expect(await page.locator('main').textContent()).toContain('not judged in the earlier period');
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  shown('are not, where the other is another company’s, or no package', async ({ page, go }) => {
    await go('#/compare');
    await page.locator('#other-package').setInputFiles(await zipped(strangers()));
    await page.getByText('This is a package of Other, and not of Acme.').waitFor();
    const none = join(folder(), 'none.zip');
    await writeFile(none, zip([['readme.txt', 'nothing']]));
    await page.locator('#other-package').setInputFiles(none);
    await page.getByText('This is no package: there is no index.html in it.').waitFor();
    await writeFile(none, zip([['index.html', '<!doctype html>']]));
    await page.locator('#other-package').setInputFiles([]);
    await page.locator('#other-package').setInputFiles(none);
    await page.getByText('Its index.html is not the page of a package.').waitFor();
    expect(await page.locator('.say').count()).toBe(0);
  });
});
