import { describe, expect, test } from '@jest/globals';
import { accountText } from '../../lib/report/account-text.ts';
import { Accounts } from '../../lib/report/accounts.ts';
import type { ControlHistory, DatasetHistory } from '../../lib/report/model.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp, personAt } from './made-up.ts';

describe('an account in a few words', () => {
  test.each([
    ['{"isAdmin":true,"isOwner":false,"deleted":false,"isRestricted":null}', 'admin'],
    ['{"isDelegatedAdmin":true,"orgUnitPath":"/Office","suspended":true}', 'delegated admin, suspended'],
    ['{"role":"member","type":"User"}', 'member'],
    ['{"state":"ACTIVE"}', 'active'],
    ['{"state":"RECOVERY_STARTED"}', 'recovery started'],
    ['{"active":false,"roles":["2"]}', 'role 2, not active'],
    ['{"active":true,"privileged":true,"roles":["1"]}', 'admin'],
    ['{"active":true,"privileged":false,"roles":["2"]}', 'member'],
    ['{"privileged":null,"roles":["2"]}', 'role 2'],
    ['{"privileged":true,"roles":["atlassian/org-admin"]}', 'org-admin'],
    ['{"privileged":true,"roles":["Owner"]}', 'Owner'],
    ['{"privileged":true,"roles":["manager"]}', 'privileged, manager'],
    ['{"privileged":true,"roles":null,"state":"active"}', 'privileged'],
    ['{"roles":["a","b","c","Global Administrator","owners"]}', 'Global Administrator, owners, a, 2 more'],
    ['{"roles":["a","b","c","d","e"],"status":"accepted"}', 'a, b, c, 2 more'],
    ['{"email":"ana@acme.example"}', 'account'],
    ['not JSON', 'account'],
  ])('%s', (line, words) => {
    expect(accountText(line)).toBe(words);
  });
});

describe('how an account stood at the end', () => {
  const datasets = [
    { connection: 'google', moves: {}, population: 'people' },
    { connection: 'slack', moves: { last: 2 }, population: 'people' },
    { connection: 'slack', moves: null },
  ] as unknown as DatasetHistory[];
  const control = (...read: number[]): ControlHistory =>
    ({ datasets: read, states: ['pass', 'fail', 'none'] }) as unknown as ControlHistory;
  const notJudged = { ...control(0), states: ['pass', 'pass', 'not-judged'] } as ControlHistory;
  const said = (subject: string, verdict: 'pass' | 'fail' | 'unknown', to = 1) => ({
    subject,
    intervals: [{ from: 0, to, verdict, reason: '', waiver: null }],
  });
  const letters = (...judged: Parameters<Accounts['judged']>[]): string[] => {
    const accounts = new Accounts(datasets);
    accounts.of(0)?.(7, 'admin', 2, '');
    accounts.of(1)?.(8, 'member', 2, '');
    for (const one of judged) accounts.judged(...one);
    const packed = accounts.packed([{ name: 'ana', place: 0, links: [0, 7, 1, 8, 2, 9] }]);
    return (packed.accounts[0] ?? []).map(
      ([dataset, , text, , letter]) => `${dataset} ${packed.texts[text]} ${letter}`,
    );
  };

  test('is told by controls that look at its connection alone, the worst of them', () => {
    expect(
      letters(
        [0, control(0), said('ana', 'pass')],
        [0, control(1, 2), said('ana', 'unknown')],
        [0, control(1), said('ana', 'pass')],
      ),
    ).toEqual(['0 admin P', '1 member U']);
  });

  test('or by what names the connection, and by no control that looks at several', () => {
    expect(letters([0, control(0, 1), said('ana (slack)', 'fail')])).toEqual(['0 admin ', '1 member F']);
    expect(letters([0, control(0, 1), said('ana', 'fail')])).toEqual(['0 admin ', '1 member ']);
  });

  test('and not where the account, or the whole control, was no longer judged', () => {
    expect(letters([0, control(0), said('ana', 'pass', 0)])).toEqual(['0 admin ', '1 member ']);
    expect(letters([0, notJudged, said('ana', 'pass')])).toEqual(['0 admin ', '1 member ']);
  });
});

describe('whom lists of accounts name, and no control does', () => {
  const datasets = [
    { connection: 'google', moves: { last: 9 }, population: 'people' },
    { connection: 'aws', moves: { last: 9 }, population: 'things' },
  ] as unknown as DatasetHistory[];
  const accounts = new Accounts(datasets);
  const [google, aws] = [accounts.of(0), accounts.of(1)];
  google?.(0, 'member', 9, '{"primaryEmail":"Ana@acme.example"}');
  google?.(1, 'suspended', 9, '{"primaryEmail":"Ben@acme.example"}');
  google?.(2, 'bot', 9, '{"login":"octo"}');
  google?.(3, 'bot', 8, '{"login":"gone"}');
  google?.(4, 'member', 9, '{"login":"vault-owner"}');
  aws?.(0, 'account', 9, '{"email":"root@acme.example"}');
  accounts.packed([
    { name: 'ana@acme.example (google)', place: 0, links: [0, 0] },
    { name: 'Booking', place: 1, links: [0, 4] },
  ]);

  test('are told with their accounts; who is known by a subject that is a person is not, and neither is a thing', () => {
    expect(accounts.unjudged().texts).toEqual(['suspended', 'bot', 'member']);
    expect(accounts.unjudged().rows).toEqual([['ben@acme.example', [0, 1, 0, 9, '']]]);
  });

  test('and so are accounts that name nobody by an address, by what they are called', () => {
    expect(accounts.unjudged().others).toEqual([
      ['octo', [0, 2, 1, 9, '']],
      ['gone', [0, 3, 1, 8, '']],
      ['vault-owner', [0, 4, 2, 9, '']],
    ]);
  });
});

const { report, shown } = inBrowser();
report(() => madeUp({ nights: 40, controls: 12, people: 40 }));

describe('people', () => {
  shown(
    'have a row each, with a cell for each service and the worst that stood there',
    async ({ go, page }) => {
      await go('#/people');
      expect(await page.locator('.virtual .head > div').allTextContents()).toEqual([
        'Person',
        'google',
        'Worst verdict by night',
        'Exceptions',
      ]);
      const [first, last] = [page.locator('.rows .row').first(), page.locator('.rows .row').nth(9)];
      expect(await first.locator('[data-l=google]').textContent()).toBe('✕account, fail');
      expect(await last.locator('[data-l=google]').textContent()).toBe('✓account, pass');
      expect(await page.locator('.hint').first().textContent()).toContain('of acme.example');
    },
  );

  shown('are entries where the width is too little for their services', async ({ go, page }) => {
    await page.setViewportSize({ width: 500, height: 900 });
    await go('#/people');
    await page.waitForSelector('.people.entries');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.waitForSelector('.people:not(.entries)');
  });

  shown('have accounts and each record once', async ({ go, page }) => {
    await go(`#/person/${personAt(7)}`);
    const accounts = page.locator('section', { hasText: 'Accounts' }).last();
    expect(await accounts.locator('tbody tr').allTextContents()).toEqual([
      expect.stringMatching(/^google\/users✓account, pass9 Feb$/),
    ]);
    expect(await page.locator('.record').count()).toBe(1);
  });
});
