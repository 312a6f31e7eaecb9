import { expect, test } from '@jest/globals';
import { listNames } from '../../../lib/judging/people/names.ts';

test.each([
  [[], undefined, ''],
  [['ana'], undefined, 'ana'],
  [['ben', 'ana'], undefined, 'ana and ben'],
  [['c', 'b', 'a'], undefined, 'a, b and c'],
  [['f', 'e', 'd', 'c', 'b', 'a'], undefined, 'a, b, c, d, e and 1 more'],
  [['a', 'b', 'c', 'd', 'e'], 40, 'a, b, c, d, e and 35 more'],
])('%j of %p reads as %p', (names, total, sentence) => {
  expect(listNames(names, total)).toBe(sentence);
});
