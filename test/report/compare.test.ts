import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { Exception } from '../../lib/drift/exceptions/exceptions.ts';
import { zip } from '../../lib/report/browser/bench/zip.ts';
import { compare, incomparable } from '../../lib/report/browser/compare/compare.ts';
import { differences } from '../../lib/report/browser/compare/differences.ts';
import { type Holdings, holdings } from '../../lib/report/browser/compare/holdings.ts';
import type { Side } from '../../lib/report/browser/compare/other-package.ts';
import { zipFiles } from '../../lib/report/browser/compare/zip-files.ts';
import type { ReportModel } from '../../lib/report/model.ts';
import type { FindingFile, PageData, SubjectFile, UnjudgedFile } from '../../lib/report/page-data.ts';
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
      'passed again, and failed again',
    ]);
  });
});

test('what began and ended earlier is counted, and what is somebody else’s is new', () => {
  const found = compare(side('PFPP', passed), side('FFFF', { key: 'b' }));
  expect([found.before, found.fresh.length, found.open.length, found.gone.length]).toEqual([1, 1, 0, 0]);
});

test.each([
  ['another company', { organization: 'Birch' }, 'This is a package of Birch'],
  ['one with pseudonyms', { pseudonyms: true }, 'everybody would seem gone and new'],
])('a package of %s is not compared', (_, other, words) => {
  const own = { organization: 'Acme', pseudonyms: false } as PageData;
  expect(incomparable(own, { ...own, ...other })).toContain(words);
  expect(incomparable(own, own)).toBeNull();
});

describe('a failure of the later period that the earlier one does not show', () => {
  test.each([
    ['is new where every night of the earlier one was decided', side('PPPP'), null],
    ['is new where it passed first', side('NNNN'), null, { lastGood: 0, firstBad: 1 }],
    ['may have stood where nothing judged it', side('NNNN'), 'not judged in the earlier period'],
    ['may have stood where the last night could not tell', side('PPPU'), 'could not be decided when'],
    [
      'may have stood where the earlier page leaves some out',
      { ...side('FFFF'), exceptions: { ...side('FFFF').exceptions, more: 2 } },
      'not among those that the earlier page lists',
    ],
    [
      'may have stood where it alone could not be decided',
      {
        ...side('PFPF'),
        exceptions: { failures: [], undecided: side('P', {}).exceptions.failures, waived: [], more: 0 },
      },
      'could not be decided when',
    ],
  ] as readonly (readonly [string, Side, string | null, Partial<Exception>?])[])(
    '%s',
    (_, earlier, doubt, one = {}) => {
      const [fresh] = compare(earlier, side('FFFF', one)).fresh;
      expect(fresh?.doubt).toEqual(doubt === null ? null : expect.stringContaining(doubt));
    },
  );

  test('is no new one by its control alone, and what was not judged again has not ended', () => {
    expect(compare(side('PPFF', {}), side('NNNN')).gone.map(({ isEnded }) => isEnded)).toEqual([false]);
    expect(compare(side('PPFF', {}), side('PPPP')).gone.map(({ isEnded }) => isEnded)).toEqual([true]);
  });
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

/** A page of a list of accounts, of who may open which vault, and of a register. */
const page = {
  nights: [{ seal: {} }],
  controls: [{ datasets: [1], states: 'PF' }],
  datasets: [
    { connection: 'slack', provider: 'slack', dataset: 'users', moves: { last: 9 }, nights: [{ c: 'C' }] },
    {
      connection: 'vaults',
      provider: 'onepassword',
      dataset: 'access',
      moves: null,
      compared: 'access',
      nights: [{ c: 'C' }],
    },
  ],
  register: [{ name: 'npm', signIn: 'password' }],
} as unknown as PageData;
const file = {
  names: ['Ana@acme.example', 'ben@acme.example', 'Booking', 'Till'],
  accounts: [[[0, 0, 0, 9, 'P']], [[0, 1, 0, 8, 'F']], [], []],
  texts: ['admin'],
} as unknown as SubjectFile;
const unjudged: UnjudgedFile = {
  texts: ['suspended'],
  rows: [['cho@acme.example', [0, 2, 0, 9, '']]],
  others: [],
};
const found = {
  texts: ['ana@acme.example', 'ana@acme.example, carl@acme.example', 'ana@acme.example and 4 more'],
  rows: [
    [2, [0, 4, 0, -1, -1, -1, null, 0, 0], [5, 9, 1, -1, -1, -1, null, 0, 1]],
    [3, [0, 9, 1, -1, -1, -1, null, 0, 2]],
  ],
} as unknown as FindingFile;
const findings = [{ file: 0, found }];
const had = holdings(page, { subjects: [file], unjudged, findings });

describe('what was had when a period ended', () => {
  test('are people and accounts that were there to the end, judged or not, vault members as last seen, and services', () => {
    expect([...(had.people?.keys() ?? [])]).toEqual(['ana@acme.example', 'cho@acme.example']);
    expect([...(had.accounts ?? [])].map(([name, { text }]) => `${name}: ${text}`)).toEqual([
      'ana@acme.example in slack/users: admin',
      'cho@acme.example in slack/users: suspended',
    ]);
    expect([...had.vaultMembers.keys()].filter((one) => one.endsWith('Booking'))).toEqual([
      'ana@acme.example in Booking',
      'carl@acme.example in Booking',
    ]);
    expect([...had.services.keys()]).toEqual(['slack', 'vaults', 'npm, in the register']);
  });

  test('and an older page tells no account', () => {
    const { accounts, ...older } = file;
    expect(accounts.length).toBe(4);
    const parts = { subjects: [older as SubjectFile], unjudged, findings: [] };
    expect(holdings(page, parts).accounts).toBeNull();
    expect(holdings(page, { subjects: [file], unjudged: null, findings: [] }).people).toBeNull();
  });
});

describe('what one of two periods does not show', () => {
  const none = { subjects: [], unjudged: { texts: [], rows: [], others: [] }, findings: [] };
  const kinds = (earlier: Holdings, later: Holdings): Record<string, string[]> =>
    Object.fromEntries(
      (['people', 'accounts', 'vaultMembers', 'services'] as const).map((part) => [
        part,
        [...new Set(differences(earlier, later, part)?.differ.map(({ kind }) => kind))],
      ]),
    );

  test('is gone, or new, where whatever shows it was read whole in both', () => {
    const later = holdings({ ...page, datasets: page.datasets, register: [] }, none);
    expect(kinds(had, later)).toEqual({
      people: ['gone'],
      accounts: ['gone'],
      vaultMembers: ['gone'],
      services: ['gone'],
    });
    expect(kinds(later, had)).toMatchObject({ people: ['new'], accounts: ['new'], vaultMembers: ['new'] });
  });

  test.each([
    [
      'was read whole on no night',
      { datasets: page.datasets.map((one) => ({ ...one, nights: [{ c: 'P' }, { c: 'F' }, 0] })) },
    ],
    ['was not asked for', { datasets: [] }],
  ])('is not told where its list %s', (_, change) => {
    const other = holdings({ ...page, controls: [], register: null, ...change } as unknown as PageData, none);
    for (const told of [kinds(had, other), kinds(other, had)])
      expect(told).toMatchObject({ people: ['untold'], accounts: ['untold'], vaultMembers: ['untold'] });
    expect(differences(had, other, 'people')?.differ[0]?.unread).toEqual(['slack/users']);
    expect(differences(had, other, 'services')?.differ.at(-1)).toMatchObject({
      name: 'npm, in the register',
      kind: 'untold',
    });
  });

  test('is not told of a vault of which the other period tells a part, or nothing at its end', () => {
    const [booking] = found.rows;
    const ended = [...(booking ?? []), [10, 12, 2]];
    const part = [2, [0, 9, 1, -1, -1, -1, null, 0, 2]];
    for (const row of [ended, part]) {
      const rows = [row] as unknown as FindingFile['rows'];
      const later = holdings(page, {
        ...none,
        subjects: [file],
        findings: [{ file: 0, found: { ...found, rows } }],
      });
      const carl = differences(had, later, 'vaultMembers')?.differ.find(({ name }) =>
        name.startsWith('carl'),
      );
      expect(carl).toMatchObject({ kind: 'untold', unread: ['the vault Booking'] });
    }
  });

  test('is not told where no night was sealed, or vaults were not judged', () => {
    const later = holdings({ ...page, nights: [], controls: [] }, none);
    expect(kinds(had, { ...later, services: new Map() }).services).toContain('untold');
    expect(kinds(had, later).vaultMembers).toEqual(['untold']);
  });

  test('and what both show is another, or the same', () => {
    const other = holdings(page, {
      ...none,
      subjects: [{ ...file, texts: ['member'] }],
      unjudged,
      findings,
    });
    const { differ, same } = differences(had, other, 'accounts') ?? { differ: [], same: 0 };
    expect(differ.map(({ is, kind, was }) => [kind, was, is])).toEqual([['another', 'admin', 'member']]);
    expect(same).toBe(1);
  });
});

const { folder, report, shown } = inBrowser();
const half =
  (from: string, to: string, organization = 'Acme') =>
  (model: ReportModel): ReportModel => ({ ...model, organization, period: { from, to } });
const shape = { nights: 30, controls: 12, people: 40 };
report(() => madeUp(shape, half('2026-02-01', '2026-03-02')));
const unread = report(() =>
  madeUp(shape, (model) => ({
    ...half('2026-01-01', '2026-01-30')(model),
    register: null,
    datasets: model.datasets.map((one) => ({
      ...one,
      moves: null,
      nights: one.nights.map((night) => night && { ...night, completeness: 'partial' as const, records: 0 }),
    })),
  })),
);
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
      'The standard',
    ]);
    expect(await page.locator('main').textContent()).toContain('not judged in the earlier period');
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  shown('say of nobody that they are new where no list of the other was read whole', async ({ page, go }) => {
    await go('#/compare');
    await page.locator('#other-package').setInputFiles(await zipped(unread()));
    await page.waitForSelector('.say');
    const titles = await page.locator('main h2').allTextContents();
    expect(titles).toEqual(
      expect.arrayContaining([
        'People: 0 new, 0 gone, 40 not known',
        'Accounts: 0 new, 0 gone, 40 not known',
        'Services: 0 new, 0 gone, 1 not known',
      ]),
    );
    expect(await page.locator('main').textContent()).toContain(
      'not read completely in the earlier period: google/users',
    );
    expect(await page.locator('main').textContent()).toContain('never complete');
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
