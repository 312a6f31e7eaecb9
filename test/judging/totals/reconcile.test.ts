import { describe, expect, test } from '@jest/globals';
import { addsUp, reconcile, reconciledText, type TotalKind } from '../../../lib/judging/totals/reconcile.ts';

const tally = (counted: number, listed: number, stratum = 'all') => ({ stratum, counted, listed });
const unexplained = (kind: TotalKind, counted: number, listed: number) =>
  reconcile(kind, [tally(counted, listed)]).strata[0]?.unexplained;

describe('a count held against a list', () => {
  test.each([
    ['independent', 3, 3, 0],
    ['independent', 4, 3, 1],
    ['independent', 2, 3, -1],
    ['independent', 0, 0, 0],
    ['independent', 0, 3, -3],
    ['upper-bound', 9, 3, 0],
    ['upper-bound', 3, 3, 0],
    ['upper-bound', 2, 3, -1],
    ['paging', 4, 3, 1],
    ['paging', 3, 3, 0],
  ] as [TotalKind, number, number, number][])(
    'that is %s, %i to %i, leaves %i',
    (kind, counted, listed, left) => {
      expect(unexplained(kind, counted, listed)).toBe(left);
    },
  );

  test('is explained by facts of its own stratum and direction, so far as they go', () => {
    const facts = [
      { stratum: 'all', upTo: 1, why: 'one was made that day' },
      { stratum: 'all', upTo: -5, why: 'five were deleted' },
      { stratum: 'suspended', upTo: 9, why: 'nine were suspended' },
    ];
    const of = (counted: number) => reconcile('independent', [tally(counted, 10)], facts);
    expect(of(11).strata).toEqual([{ ...tally(11, 10), unexplained: 0, because: ['one was made that day'] }]);
    expect(of(13).strata[0]?.unexplained).toBe(2);
    expect(of(6).strata).toEqual([{ ...tally(6, 10), unexplained: 0, because: ['five were deleted'] }]);
    expect(of(4).strata[0]?.unexplained).toBe(-1);
    expect(of(10).strata[0]?.because).toEqual([]);
  });

  test('adds up where every stratum does: what is too many in one is no match for what is missing in another', () => {
    const strata = [tally(10, 10, 'all'), tally(3, 2, 'suspended'), tally(7, 8, 'active')];
    expect(addsUp(reconcile('independent', strata))).toBe(false);
  });

  test('is told in words, and what only proves paging is called that', () => {
    const words = (kind: TotalKind, counted: number) =>
      reconciledText(reconcile(kind, [tally(counted, 3, 'users')]), 'users', 'The summary');
    expect(words('independent', 3)).toBe(
      'The summary confirms the list of users: users, 3 counted and 3 listed.',
    );
    expect(words('independent', 4)).toBe(
      'The summary and the list of users do not agree: users, 4 counted and 3 listed.',
    );
    expect(words('upper-bound', 9)).toContain('because it counts more than the list holds');
    expect(words('paging', 3)).toContain('It proves only that every page was read.');
  });
});
