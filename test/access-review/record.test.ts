import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { decidedReview } from '../../lib/access-review/record.ts';
import { makeSheets, type ReviewSheet } from '../../lib/access-review/sheet.ts';
import { madeText } from '../../lib/files/made-file.ts';
import type { Attestation } from '../../lib/judging/attestation.ts';
import { executeRun } from '../../lib/nightly/run.ts';
import { services } from '../../lib/providers/services.ts';
import { openVerifiedRun, type VerifiedRun } from '../../lib/runs/verified-run.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { nightAt, type Scene } from '../nightly/night.ts';
import { company, run as night, settings, sheetsOf, verified } from './company.ts';
import { type Cells, csvText, filledIn } from './filled-in.ts';

let stage: Scene;
let run: VerifiedRun;
let sheets: readonly ReviewSheet[];

beforeAll(async () => {
  stage = await company();
  run = await verified(stage);
  sheets = await sheetsOf(stage);
});

const sheet = (connection: string): ReviewSheet => {
  const found = sheets.find((one) => one.connection === connection);
  if (!found) throw new Error(`There is no sheet of ${connection}.`);
  return found;
};
const vaults = (decide?: (row: Cells) => Cells, by?: string) => filledIn(sheet('onepassword'), decide, by);
const on = (account: string, cells: Cells) => (row: Cells) => (row.account === account ? cells : {});

/** The review with one sheet of 1Password as it is given. */
function recorded(text: string, among = settings, earlier: Attestation | null = null) {
  const texts: Record<string, string> = {
    'google.csv': csvText(filledIn(sheet('google'))),
    'onepassword.csv': text,
  };
  return decidedReview(run, { services, settings: among, earlier }, (name) => texts[name] ?? '');
}
const faults = (text: string, among = settings) => recorded(text, among).faults;

describe('a review that was carried out', () => {
  test('says what was decided, by whom, on which accounts', () => {
    const decide = (row: Cells): Cells =>
      row.account === 'gone@example.com'
        ? { decision: 'Remove', note: 'Left in May', 'decided by': 'ana@example.com; BEN@example.com' }
        : row.account === 'zed@elsewhere.example'
          ? { decision: 'change', note: 'Without the vault npm' }
          : {};
    const { faults: wrong, review } = recorded(csvText(vaults(decide)));
    expect(wrong).toEqual([]);
    expect(review).toMatchObject({
      run: night,
      seal: { sequence: run.seal.sequence, sha256: run.seal.sha256 },
      decidedBy: ['ana@example.com', 'ben@example.com'],
      sheets: [
        { connection: 'google', decided: { keep: 3, remove: 0, change: 0 }, whole: true },
        {
          connection: 'onepassword',
          population: { rows: 5, sha256: sheet('onepassword').population },
          decided: { keep: 3, remove: 1, change: 1 },
        },
      ],
      changes: [
        {
          connection: 'onepassword',
          id: 'op-gone',
          account: 'gone@example.com',
          decision: 'remove',
          decidedBy: ['ana@example.com', 'ben@example.com'],
          note: 'Left in May',
          was: { active: true, roles: null, privileged: null, opens: [] },
        },
        { id: 'op-zed', decision: 'change', note: 'Without the vault npm' },
      ],
    });
  });

  test.each([
    ['with semicolons', (rows: Cells[]) => csvText(rows, { separator: ';', mark: '\ufeff' })],
    ['with tabs', (rows: Cells[]) => csvText(rows, { separator: '\t' })],
    ['with its separator named', (rows: Cells[]) => csvText(rows, { separator: ';', mark: 'sep=;\r\n' })],
    ['in another order', (rows: Cells[]) => csvText(rows.toReversed())],
    ['with its columns in another order', (rows: Cells[]) => csvText(rows.map(turned))],
    [
      'with a column of the reviewer’s own',
      (rows: Cells[]) => csvText(rows.map((row) => ({ ...row, mine: 'x' }))),
    ],
    [
      'with dates rewritten',
      (rows: Cells[]) => csvText(rows.map((row) => ({ ...row, 'last used': '20/11/2026' }))),
    ],
    ['with “true” rewritten', (rows: Cells[]) => csvText(rows.map((row) => ({ ...row, active: 'WAAR' })))],
  ])('is taken as a spreadsheet saves it, %s', (_, save) => {
    expect(faults(save(vaults()))).toEqual([]);
  });

  test.each(['utf-16le', 'utf-16be'] as const)(
    'is taken as Excel saves “Unicode text”: %s, with tabs',
    async (encoding) => {
      const file = join(await temporaryFolder(), 'onepassword.csv');
      const bytes = Buffer.from(csvText(vaults(), { separator: '\t', mark: '\ufeff' }), 'utf16le');
      writeFileSync(file, encoding === 'utf-16le' ? bytes : bytes.swap16());
      expect(faults(madeText(file, 1))).toEqual([]);
    },
  );

  test('is taken with the lines that tell what is not known, and with rows without a word', () => {
    const remark = { account: 'Never told: something' };
    const blank = (row: Cells): Cells => Object.fromEntries(Object.keys(row).map((title) => [title, '']));
    const rows = vaults();
    const [first = {}] = rows;
    expect(faults(csvText([...rows, { ...blank(first), ...remark }, blank(first)]))).toEqual([]);
  });

  test('lets an account pass whose name a spreadsheet takes for a number or a date, and no other', async () => {
    const state = { createTime: null, state: 'ACTIVE' };
    const odd = await company({
      users: {
        rows: [
          { ...state, email: '', id: '00123' },
          { ...state, email: 'mar@example.com', id: 'op-mar' },
        ],
      },
    });
    const own = await verified(odd);
    const [google, oddSheet] = makeSheets(own, { settings, services, unusedDays: 30 });
    if (!google || !oddSheet) throw new Error('There are no sheets.');
    const review = (name: string, written: string) =>
      decidedReview(own, { services, settings, earlier: null }, (file) =>
        csvText(
          file === 'google.csv' ? filledIn(google) : filledIn(oddSheet, on(name, { account: written })),
        ),
      ).faults;
    expect(review('00123', '123')).toEqual([]);
    expect(review('mar@example.com', 'apr@example.com')).toEqual([
      expect.stringContaining('the account was edited'),
    ]);
  });
});

function turned(row: Cells): Cells {
  return Object.fromEntries(Object.entries(row).toReversed());
}

describe('a review is refused', () => {
  const [first, second] = [0, 1];
  const changed = (at: number, cells: Cells) =>
    csvText(vaults().map((row, index) => (index === at ? { ...row, ...cells } : row)));
  test.each([
    ['for a row that nothing is decided about', () => changed(first, { decision: '' }), 'nothing is decided'],
    ['for a word that is no decision', () => changed(first, { decision: 'ok' }), '“ok” is not a decision'],
    ['for a row that nobody decided', () => changed(first, { 'decided by': ' ' }), 'nobody is named'],
    [
      'for a name in place of an address',
      () => changed(first, { 'decided by': 'Ana' }),
      '“ana” under decided by',
    ],
    [
      'for a change that is not said',
      () => changed(first, { decision: 'change' }),
      'does not say what is to change',
    ],
    ['for a row that was dropped', () => csvText(vaults().slice(1)), 'is no longer on the sheet'],
    [
      'for a row that stands there twice',
      () => csvText([...vaults(), ...vaults().slice(0, 1)]),
      'is on line 2 already',
    ],
    ['for a row that was added by hand', () => changed(first, { 'row key': '' }), 'there is no row key'],
    [
      'for a key that was edited',
      () => changed(first, { 'row key': 'row-0000000000000000' }),
      'is not a row of this sheet',
    ],
    [
      'for an account that was edited',
      () => changed(first, { account: 'other@example.com' }),
      'the account was edited',
    ],
    [
      'for a column that is missing',
      () => csvText(vaults().map(({ decision: _, ...row }) => row)),
      'column decision is missing',
    ],
    ['for a sheet of another service', () => csvText(filledIn(sheet('google'))), 'not from this sheet'],
    ['for an empty file', () => '', 'is missing'],
    ['for a quote that is not closed', () => `${csvText(vaults())}"`, 'a quote is opened'],
  ])('%s', (_, text, words) => {
    const found = faults(text());
    expect(found.join('\n')).toContain(words);
    expect(found.every((fault) => fault.startsWith('onepassword.csv: '))).toBe(true);
  });

  test('where rows were mixed up by sorting some of the columns', () => {
    const rows = vaults();
    const keys = rows.map((row) => row['row key'] ?? '');
    const mixed = rows.map((row, at) => ({
      ...row,
      'row key': keys[at === first ? second : at === second ? first : at] ?? '',
    }));
    expect(faults(csvText(mixed))).toHaveLength(2);
    expect(faults(csvText(mixed))[0]).toContain('rows were mixed up');
  });

  test('where somebody decided alone on their own access, under any of their addresses', () => {
    expect(faults(csvText(vaults(() => ({}), 'ana@example.com')))).toEqual([
      expect.stringContaining('ana@example.com decided alone on their own access'),
    ]);
    const together = on('ana@example.com', { 'decided by': 'ana@example.com, ben@example.com' });
    expect(faults(csvText(vaults(together, 'ana@example.com')))).toEqual([]);
    expect(faults(csvText(vaults(() => ({}), ' ANA@Example.com ')))).toHaveLength(1);
  });

  test.each([
    ['nobody of the company', 'board@elsewhere.example', 'is not in google'],
    ['somebody who is suspended', 'eva@example.com', 'is suspended in google'],
  ])('where %s decided', (_, by, words) => {
    expect(faults(csvText(vaults(() => ({}), by)))[0]).toContain(words);
    // Not beside somebody who may, either: the word is of both.
    expect(faults(csvText(vaults(() => ({}), `${by}; ben@example.com`)))[0]).toContain(words);
  });

  test('where somebody decided who had left according to the file of leavers', () => {
    const people = { ...settings.people, leavers: [{ person: 'ben@example.com', lastDay: '2026-11-01' }] };
    expect(faults(csvText(vaults()), { ...settings, people })[0]).toContain('left on 2026-11-01');
  });

  test('but not where no directory is named: then nobody is known', () => {
    const people = { ...settings.people, source: null };
    const by = { 'decided by': 'board@elsewhere.example' };
    const wrong = faults(csvText(vaults(() => by)), { ...settings, people } as never);
    expect(wrong.filter((fault) => fault.includes('board@'))).toEqual([]);
  });

  test('where rows are of another night', async () => {
    await executeRun(await stage.context(nightAt(4), {}, { now: () => new Date('2026-11-24T02:00:05Z') }));
    const later = await openVerifiedRun(stage.locker, nightAt(4), []);
    const [, other] = makeSheets(later, { settings, services, unusedDays: 30 });
    if (!other) throw new Error('There is no sheet.');
    expect(faults(csvText(filledIn(other)))).toContainEqual(
      expect.stringContaining('it is from another night'),
    );
    // The keys are the same in every review.
    expect(filledIn(other).map((row) => row['row key'])).toEqual(vaults().map((row) => row['row key']));
  });
});
