import { describe, expect, test } from '@jest/globals';
import { newestReview, stillOpen } from '../../lib/access-review/still-open.ts';
import type { ReviewedSheet } from '../../lib/judging/recorded-review.ts';
import { services } from '../../lib/providers/services.ts';
import { reviewAttestation, sheet, wanted } from '../controls/access/attestations.ts';

const tenant = (id: string) => [{ dataset: 'users', tenant: id }];
const earlier = reviewAttestation([wanted()], { sheets: [{ ...sheet('vaults'), of: tenant('T1') }] });
const open = (found: Partial<ReviewedSheet> | null, ids: readonly string[] = []) =>
  stillOpen(
    earlier,
    found === null ? [] : [{ sheet: { ...sheet('vaults'), of: tenant('T1'), ...found }, ids: new Set(ids) }],
    services,
  );

describe('what an earlier review wanted stays open', () => {
  test.each([
    ['was not whole', { whole: false }],
    ['was of another organization', { of: tenant('T2') }],
    ['was of another provider', { provider: 'bitwarden' }],
    ['was not made of the same lists', { of: [] }],
    ['does not speak of the service', null],
  ] as [string, Partial<ReviewedSheet> | null][])('where the new sheet %s', (_, found) => {
    expect(open(found)).toEqual([{ ...wanted(), before: { at: earlier.at, of: tenant('T1') } }]);
  });

  test('by the time of the review that decided it, however many came between', () => {
    const before = { at: '2026-08-01T00:00:00Z', of: tenant('T1') };
    const second = reviewAttestation([wanted({ before })], { sheets: [] });
    expect(stillOpen(second, [], services)).toEqual([wanted({ before })]);
  });
});

test('it does not where the account was decided anew, also on a sheet that was not whole', () => {
  expect(open({ whole: false }, ['op-eva'])).toEqual([]);
});

test('it does not where the whole list shows it no more', () => {
  expect(open({})).toEqual([]);
});

test('it does where the service leaves accounts out of its list', () => {
  const some = services.find(({ review }) => review?.outOfSight !== undefined);
  if (!some) throw new Error('No service leaves accounts out.');
  const change = wanted({ provider: some.provider });
  const own = { ...sheet('vaults'), provider: some.provider };
  const word = reviewAttestation([change], { sheets: [own] });
  expect(stillOpen(word, [{ sheet: own, ids: new Set() }], services)).toHaveLength(1);
});

test('the newest recorded review is told by when it was recorded, among other words', () => {
  const older = { ...earlier, at: '2026-01-01T00:00:00Z' };
  const { review: _, ...plain } = { ...earlier, at: '2027-01-01T00:00:00Z' };
  expect(newestReview([older, plain, earlier])).toBe(earlier);
  expect(newestReview([plain])).toBeNull();
});
