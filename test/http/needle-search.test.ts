import { expect, test } from '@jest/globals';
import { needleSearch } from '../../lib/http/needle-search.ts';
import fc, { runs } from '../properties.ts';

/** Few letters, so that needles overlap, begin alike and nearly occur. */
const letters = fc.constantFrom('a', 'b', '"', '/');
const text = (least: number, most: number) =>
  fc.array(letters, { minLength: least, maxLength: most }).map((parts) => Buffer.from(parts.join('')));

test('finds a needle exactly when a plain search finds one', () => {
  fc.assert(
    fc.property(fc.array(text(6, 20), { maxLength: 6 }), text(0, 200), (needles, hay) => {
      expect(needleSearch(needles)(hay)).toBe(needles.some((needle) => hay.includes(needle)));
    }),
    runs(3_000),
  );
});

test('finds a needle wherever it stands, its first and last place included', () => {
  fc.assert(
    fc.property(text(0, 60), text(12, 40), text(0, 60), text(12, 90), (before, needle, after, other) => {
      expect(needleSearch([other, needle])(Buffer.concat([before, needle, after]))).toBe(true);
    }),
    runs(2_000),
  );
});

test('nothing is found where nothing is looked for', () => {
  expect(needleSearch([])(Buffer.from('anything'))).toBe(false);
});
