import { expect, test } from '@jest/globals';
import { accessAtEnd } from '../../lib/report/browser/vault-text.ts';

const told = { to: 9, besides: [] };

test.each([
  ['P', [told], 'open and named'],
  ['F', [told], 'open, not named'],
  ['U', [told], 'named, not open'],
  ['-', [told], 'neither'],
  ['-', [{ to: 8, besides: [] }], 'not known'],
  ['-', [{ to: 9, besides: ['4 more'] }], 'not known'],
  ['-', [], 'not known'],
])('%s of %j is %s at the end', (letter, compared, words) => {
  expect(accessAtEnd(letter, compared, 9)).toBe(words);
});
