import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { sheetCsv } from '../../lib/access-review/csv.ts';
import { reviewPage } from '../../lib/access-review/page.ts';
import { makeSheets, type ReviewSheet } from '../../lib/access-review/sheet.ts';
import { datasetView } from '../../lib/judging/dataset-view.ts';
import { services } from '../../lib/providers/services.ts';
import type { VerifiedRun } from '../../lib/runs/verified-run.ts';
import { document } from '../providers/google-workspace/controls/world.ts';
import { company, settings, sheetsOf, verified } from './company.ts';

const concerns = (sheet: ReviewSheet | undefined) =>
  Object.fromEntries([...(sheet?.rows() ?? [])].map(({ account, concerns: why }) => [account.account, why]));

const viewOf = (dataset: string, rows: readonly object[]) =>
  datasetView(document(dataset, { provider: 'github', connection: 'github' }), () => rows);

describe('The sheets of a review', () => {
  test('say of each account what there is to decide', async () => {
    const [google, onepassword] = await sheetsOf(await company());
    expect(concerns(google)).toEqual({
      'ana@example.com': ['privileged'],
      'ben@example.com': ['unused'],
      'eva@example.com': [],
    });
    expect(concerns(onepassword)).toEqual({
      'ana@example.com': [],
      'eva@example.com': ['left'],
      'gone@example.com': ['left'],
      'old@example.com': [],
      'zed@elsewhere.example': ['nobody'],
    });
    expect(onepassword?.counts).toEqual({
      accounts: 5,
      active: 4,
      plain: 2,
      concerns: { left: 2, nobody: 1 },
    });
    expect(google?.gaps).toEqual([]);
  });

  test('say that a list was cut short, and why', async () => {
    const stage = await company({
      users: { rows: [], problem: 'denied' },
      vaults: { problem: 'unavailable' },
    });
    const [, onepassword] = await sheetsOf(stage);
    expect(onepassword?.gaps).toEqual([
      'onepassword/users could not be collected: this sheet shows nothing of it. It is denied.',
      'onepassword/vaults could not be collected: this sheet shows nothing of it. It is unavailable.',
    ]);
    expect([...sheetCsv(onepassword as ReviewSheet)].join('')).toContain(
      '"Not known in this night: onepassword/users',
    );
  });

  test('say that a list is short of some by what its provider counts, and are not whole', () => {
    const sheetOf = (seats: number) => {
      const views = [
        viewOf('organization', [{ id: '1', login: 'acme', filledSeats: seats }]),
        viewOf('members', [
          { id: '1', login: 'ana', type: 'User' },
          { id: '2', login: 'ben', type: 'User' },
        ]),
        viewOf('outside-collaborators', []),
      ];
      const datasets = views.map((view) => ({ result: view.document, view }));
      const night = { run: '2026-11-23T02:00:00Z', datasets } as unknown as VerifiedRun;
      return makeSheets(night, { settings, services, unusedDays: 30 })[0];
    };
    expect(sheetOf(2)).toMatchObject({ isWhole: true });
    const short = sheetOf(1);
    expect(short).toMatchObject({ isWhole: false });
    expect(short?.gaps).toContainEqual(expect.stringContaining('do not agree'));
  });

  test('say that nobody can be named without a people source', async () => {
    const stage = await company();
    const [, onepassword] = await sheetsOf(stage, { people: { source: null as never, identities: [] } });
    expect(onepassword?.gaps).toEqual([expect.stringContaining('people.source is not configured')]);
    expect(onepassword?.counts.concerns).toEqual({ 'unclear-owner': 4 });
  });

  test('show a shared account as one', async () => {
    const shared = {
      name: 'Old hand',
      connection: 'onepassword',
      account: 'zed@elsewhere.example',
      vault: null,
    };
    const [, onepassword] = await sheetsOf(await company(), { sharedAccounts: [shared] as never });
    const row = [...(onepassword?.rows() ?? [])].find(({ account }) => account.account === shared.account);
    expect(row).toMatchObject({ whose: 'shared account “Old hand”', concerns: [] });
  });

  test('are the same each time', async () => {
    const stage = await company();
    const text = async () => (await sheetsOf(stage)).map((sheet) => [...sheetCsv(sheet)].join(''));
    expect(await text()).toEqual(await text());
  });
});

const hostile = [
  '=HYPERLINK("https://evil.example")',
  '<script>alert(1)</script>',
  '"><img src=x>',
  '\u202egnp.exe',
  '@SUM(1)',
];

describe('Names from outside', () => {
  const rows = hostile.map((email, at) => ({ createTime: null, email, id: `x${at}`, state: 'ACTIVE' }));

  test('are no formulas in a sheet', async () => {
    const [, onepassword] = await sheetsOf(await company({ users: { rows } }));
    const cells: string[][] = parse([...sheetCsv(onepassword as ReviewSheet)].join(''));
    expect(cells.length).toBeGreaterThan(hostile.length);
    for (const cell of cells.flat()) expect(cell).not.toMatch(/^[\s\u200b]*[=+@\t\r]|^-\D/);
    expect(new Set(cells.map(({ length }) => length)).size).toBe(1);
  });

  test('are text on the page, and nothing else', async () => {
    const stage = await company({ users: { rows } });
    const run = await verified(stage);
    const sheets = await sheetsOf(stage);
    const page = [...reviewPage({ run, sheets, unusedDays: 30, remarks: [] })].join('');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script|<img|\u202e/);
    expect(page).not.toMatch(/(src|href)="(?!#)/);
    expect(page).toContain("default-src 'none'");
  });
});

describe('The page', () => {
  test('shows what is not known, and the seal that it rests on', async () => {
    const stage = await company({ vaults: { problem: 'unavailable' } });
    const run = await verified(stage);
    const page = [
      ...reviewPage({ run, sheets: await sheetsOf(stage), unusedDays: 30, remarks: ['A remark.'] }),
    ].join('');
    expect(page).toContain(run.seal.sha256);
    expect(page).toContain('Not known: onepassword/vaults could not be collected');
    expect(page).toContain('A remark.');
    expect(page).toContain('unused for 83 days');
    expect(settings.people.source).toBe('google');
  });

  test('says how many accounts it leaves out, and keeps those to decide about', async () => {
    const plain = Array.from({ length: 1_200 }, (_, at) => ({
      createTime: null,
      email: `a${String(at).padStart(4, '0')}@example.com`,
      id: `p${at}`,
      state: 'SUSPENDED',
    }));
    const last = { createTime: null, email: 'zz@elsewhere.example', id: 'zz', state: 'ACTIVE' };
    const stage = await company({ users: { rows: [...plain, last] } });
    const page = [
      ...reviewPage({
        run: await verified(stage),
        sheets: await sheetsOf(stage),
        unusedDays: 30,
        remarks: [],
      }),
    ].join('');
    expect(page).toContain(
      'This page shows 1,000 of 1,201 accounts, those to decide about first. onepassword.csv has them all.',
    );
    expect(page).toContain('zz@elsewhere.example');
  });
});
