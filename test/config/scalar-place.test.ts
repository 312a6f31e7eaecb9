import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { placeInScalar } from '../../lib/config/scalar-place.ts';

/** ▸ stands before the character that the offset in the value is that of. */
test.each([
  ['record.a == ▸bad', 12],
  ['"record.a == ▸bad"', 12],
  ["'record.a == ▸bad'", 12],
  [String.raw`"record.a == \"x\" && ▸bad"`, 19],
  [String.raw`"record.a ==\n\t▸bad"`, 13],
  ["'it''s == ▸bad'", 8],
  ['|\n  record.a ==\n    ▸bad\n', 14],
  ['|2-\n   record.a ==\n    ▸bad\n', 15],
  ['>-\n  record.a ==\n  ▸bad\n', 12],
  ['>\n  record.a\n\n  == ▸bad\n', 12],
  ['record.a\n  == ▸bad', 12],
  ['"record.a\n  == ▸bad"', 12],
  ['"record.a == \\\n  ▸bad"', 12],
  ['é😀 == ▸bad', 7],
  ['▸bad', 0],
  ['|\n  ▸bad\n', 0],
  ['record.a ==▸', 11],
  ['"record.a ==▸"', 11],
  ['|-\n  record.a ==▸\n', 11],
])('the place in %j is found', (marked, offset) => {
  const source = marked.replace('▸', '');
  const value: string = parse(source);
  expect(placeInScalar(source, value, offset)).toBe(marked.indexOf('▸'));
});

test('there is no place where the source is another text', () => {
  expect(placeInScalar('*alias', 'record.a', 7)).toBeNull();
  expect(placeInScalar('"\\x62ad"', 'bad', 0)).toBeNull();
});
