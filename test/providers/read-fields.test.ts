import { describe, expect, test } from '@jest/globals';
import {
  boolean,
  identity,
  number,
  object,
  text,
  texts,
  time,
  type Wrong,
} from '../../lib/providers/read-fields.ts';

const loneSurrogate = 'a\ud800b';
const readers = { boolean, number, object, text, texts, time };

function read(kind: keyof typeof readers, value: unknown) {
  const wrong: Wrong = [];
  return { value: readers[kind]({ field: value }, 'field', wrong), wrong };
}

describe('a field', () => {
  test.each([
    ['boolean', false, false],
    ['boolean', null, null],
    ['boolean', undefined, null],
    ['number', 0, 0],
    ['number', undefined, null],
    ['text', '', ''],
    ['text', null, null],
    ['texts', ['a'], ['a']],
    ['texts', undefined, []],
    ['time', '2026-11-22T08:11:04.000Z', '2026-11-22T08:11:04.000Z'],
    ['time', '2026-11-22T08:11:04+01:00', '2026-11-22T08:11:04+01:00'],
    ['time', null, null],
    ['object', { a: 1 }, { a: 1 }],
  ] as const)('%s of %j is taken as %j', (kind, value, expected) => {
    expect(read(kind, value)).toEqual({ value: expected, wrong: [] });
  });

  test.each([
    ['boolean', 'true', null],
    ['boolean', 1, null],
    ['number', '7', null],
    ['text', 7, null],
    ['text', loneSurrogate, null],
    ['texts', 'a', []],
    ['texts', ['a', 7], []],
    ['texts', [loneSurrogate], []],
    ['time', 'yesterday', null],
    ['time', '2026-11-22', null],
    ['time', 7, null],
    ['object', undefined, {}],
    ['object', [], {}],
  ] as const)('%s of %j is wrong and unknown', (kind, value, expected) => {
    expect(read(kind, value)).toEqual({ value: expected, wrong: ['field'] });
  });
});

test.each([
  ['', undefined],
  [7, undefined],
  [null, undefined],
  [loneSurrogate, undefined],
  ['x', 'x'],
])('an identity of %j is %j', (value, expected) => expect(identity({ id: value }, 'id')).toBe(expected));
