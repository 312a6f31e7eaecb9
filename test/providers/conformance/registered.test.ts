import { expect, test } from '@jest/globals';
import { root } from '../../end-to-end/call.ts';
import { forgotten } from './registered.ts';

test('Nothing of any provider was forgotten', () => {
  expect(forgotten(root)).toEqual([]);
});
