import { expect, test } from '@jest/globals';
import { multiPatternSearch } from '../../lib/http/multi-pattern-search.ts';
import fc, { runs } from '../properties.ts';

/** Few letters, so that patterns overlap, begin alike and nearly occur. */
const letters = fc.constantFrom('a', 'b', '"', '/');
const text = (least: number, most: number) =>
  fc.array(letters, { minLength: least, maxLength: most }).map((parts) => Buffer.from(parts.join('')));

test('finds a pattern exactly when a plain search finds one', () => {
  fc.assert(
    fc.property(fc.array(text(6, 20), { maxLength: 6 }), text(0, 200), (patterns, hay) => {
      expect(multiPatternSearch(patterns)(hay)).toBe(patterns.some((pattern) => hay.includes(pattern)));
    }),
    runs(3_000),
  );
});

test('finds a pattern wherever it stands, its first and last place included', () => {
  fc.assert(
    fc.property(text(0, 60), text(12, 40), text(0, 60), text(12, 90), (before, pattern, after, other) => {
      expect(multiPatternSearch([other, pattern])(Buffer.concat([before, pattern, after]))).toBe(true);
    }),
    runs(2_000),
  );
});

test('nothing is found where nothing is looked for', () => {
  expect(multiPatternSearch([])(Buffer.from('anything'))).toBe(false);
});
