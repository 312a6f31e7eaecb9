import { beforeAll, describe, expect, test } from '@jest/globals';
import { allSheets, notConnected } from '../../lib/access-review/not-connected.ts';
import { decidedReview } from '../../lib/access-review/record.ts';
import { sheetName } from '../../lib/controls/access/reviewed.ts';
import type { Attestation } from '../../lib/judging/attestation.ts';
import { services } from '../../lib/providers/services.ts';
import type { VerifiedRun } from '../../lib/runs/verified-run.ts';
import { reviewAttestation, sheet, wanted } from '../controls/access/attestations.ts';
import { company, settings, verified } from './company.ts';
import { type Cells, csvText, filledIn } from './filled-in.ts';

/** What an earlier review wanted of a service that was given up since, and of one that is still there. */
const lost = wanted({ connection: 'old', id: 'o-1', account: 'eva@example.com' });
const own = wanted({
  connection: 'old',
  id: 'o-2',
  account: 'ana@example.com',
  decision: 'change',
  note: 'Less',
});
const there = wanted({ connection: 'onepassword', id: 'op-gone' });
const earlier = reviewAttestation([lost, own, there], { sheets: [sheet('onepassword'), sheet('old')] });

let run: VerifiedRun;
beforeAll(async () => {
  run = await verified(await company());
});

const sheets = (word: Attestation | null = earlier) =>
  allSheets(run, { settings, services, unusedDays: 30, earlier: word });

/** The review with this said of what was lost. */
function recorded(decide: (row: Cells) => Cells, word: Attestation | null = earlier) {
  const texts = new Map(
    sheets(word).map((one) => [
      sheetName(one.connection),
      csvText(filledIn(one, one.connection === notConnected ? decide : undefined)),
    ]),
  );
  return decidedReview(run, { services, settings, earlier }, (name) => texts.get(name) ?? '');
}
const because = (note: string) => () => ({ note });

describe('What was to be removed at a service that is no longer connected', () => {
  test('has a sheet of its own, which says why', () => {
    const found = sheets().find(({ connection }) => connection === notConnected);
    expect([...(found?.rows() ?? [])].map(({ account }) => account.account)).toEqual([
      'eva@example.com (old)',
      'ana@example.com (old)',
    ]);
    expect(found?.gaps[0]).toContain('Their service is no longer connected');
    expect(sheets(null).map(({ connection }) => connection)).toEqual(['google', 'onepassword']);
  });

  test('is ended by a decision with its reason, which is kept with the review', () => {
    const { faults, review } = recorded(because('The contract ended in May.'));
    expect(faults).toEqual([]);
    expect(review.ended).toMatchObject([
      { account: 'eva@example.com', connection: 'old', decision: 'remove', since: earlier.at },
      {
        account: 'ana@example.com',
        connection: 'old',
        decision: 'change',
        note: 'The contract ended in May.',
      },
    ]);
    expect(review.changes.filter(({ connection }) => connection === 'old')).toEqual([]);
    expect(review.sheets.map(({ connection }) => connection)).toEqual(['google', 'onepassword']);
  });

  test('is kept with whose it was, so that the service is known when it comes back', () => {
    const { review } = recorded(because('The contract ended in May.'));
    expect(review.ended?.map(({ provider }) => provider)).toEqual(['onepassword', 'onepassword']);
  });

  test('is not there where the account is on a sheet, however little else is asked of its service', () => {
    const kept = sheets().find(({ connection }) => connection === 'onepassword');
    const [first] = [...(kept?.rows() ?? [])];
    if (!kept || !first) throw new Error('Nobody is on the sheet.');
    const change = wanted({ connection: 'onepassword', id: first.account.id });
    const of = [...kept.of, { dataset: 'devices', tenant: null }];
    const word = reviewAttestation([change], { sheets: [{ ...sheet('onepassword'), of }] });
    expect(sheets(word).map(({ connection }) => connection)).not.toContain(notConnected);
  });

  test('stays open, by its own date, where the decision is that it is still to be removed', () => {
    const { faults, review } = recorded(() => ({ decision: 'remove' }));
    expect(faults).toEqual([]);
    expect(review.ended).toEqual([]);
    expect(review.changes.filter(({ connection }) => connection === 'old')).toMatchObject([
      { id: 'o-1', before: { at: earlier.at } },
      { id: 'o-2', before: { at: earlier.at } },
    ]);
  });

  test.each<[string, () => Cells, string]>([
    ['without a reason', because(''), 'the note does not say why no action is needed'],
    ['without a decision', () => ({ decision: '' }), 'nothing is decided'],
    [
      'alone by whoever has the account',
      () => ({ note: 'Gone', 'decided by': 'ana@example.com' }),
      'ana@example.com decided alone on their own access',
    ],
  ])('is not ended %s', (_, decide, words) => {
    const { faults } = recorded(decide);
    expect(faults.join('\n')).toContain(words);
    expect(faults.every((fault) => fault.startsWith(sheetName(notConnected)))).toBe(true);
  });

  test('is not ended by sheets that were made before it was lost', () => {
    expect(recorded(() => ({}), null).faults.join('\n')).toMatch(/not\.connected\.csv: .*missing/);
  });
});
