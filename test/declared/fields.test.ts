import { describe, expect, test } from '@jest/globals';
import {
  isPrivileged,
  readFlag,
  readId,
  readRoles,
  readText,
  readTime,
} from '../../lib/declared/collect/read-fields.ts';
import type { Flag, RolesField } from '../../lib/declared/fields.ts';

const flag: Flag = { at: 'a.b', missing: 'unknown' };
const yes: Flag = { at: 'yes', missing: 'unknown' };
const no: Flag = { at: 'no', missing: 'unknown' };
const nothing: Flag = { at: 'nothing', missing: 'unknown' };
const raw = { yes: true, no: false, word: 'REQUIRED', a: { b: true }, 'c.d': true };

/** The value, and the names of fields of the wrong type. */
function flagOf(one: Flag, of: Readonly<Record<string, unknown>> = raw) {
  const wrong: string[] = [];
  return [readFlag(of, one, wrong), wrong];
}

describe('A flag', () => {
  test.each([
    ['yes', { a: { b: true } }, true, []],
    ['no', { a: { b: false } }, false, []],
    ['unknown where it is missing', { a: {} }, null, []],
    ['unknown where what holds it is missing', {}, null, []],
    ['unknown where what holds it is null', { a: null }, null, []],
    ['unknown where it is null', { a: { b: null } }, null, []],
    ['unknown, and of the wrong type, where it is text', { a: { b: 'true' } }, null, ['a.b']],
    ['unknown, and of the wrong type, where it is a number', { a: { b: 1 } }, null, ['a.b']],
    ['unknown, and of the wrong type, where what holds it is no object', { a: 'x' }, null, ['a.b']],
  ] as const)('is %s', (_, of, value, wrong) => {
    expect(flagOf(flag, of)).toEqual([value, wrong]);
  });

  test('of a word is unknown where nobody knows it', () => {
    const word = (value: unknown) =>
      flagOf({ at: 'word', yes: ['REQUIRED'], no: ['OPTIONAL'], missing: 'unknown' }, { word: value });
    expect(word('REQUIRED')).toEqual([true, []]);
    expect(word('OPTIONAL')).toEqual([false, []]);
    expect(word('SOMETHING_NEW')).toEqual([null, []]);
    expect(word(true)).toEqual([null, ['word']]);
  });

  test('that is left out for no is no; whatever is there can be yes', () => {
    expect(flagOf({ at: 'gone', missing: 'no' })).toEqual([false, []]);
    expect(flagOf({ at: 'word', yes: 'something', missing: 'no' })).toEqual([true, []]);
    expect(flagOf({ at: 'gone', yes: 'something', missing: 'no' })).toEqual([false, []]);
  });

  test.each([false, 0, '', ' '])('that is %j is not known to be something', (gone) => {
    expect(flagOf({ at: 'gone', yes: 'something', missing: 'no' }, { gone })).toEqual([null, ['gone']]);
  });

  test.each([true, 1_790_000_000, '2026-11-20T08:00:00Z', { by: 'ana' }])(
    'that is %j is something',
    (gone) => {
      expect(flagOf({ at: 'gone', yes: 'something', missing: 'no' }, { gone })).toEqual([true, []]);
    },
  );

  test('has names with dots in them in a list', () => {
    expect(flagOf({ at: ['c.d'], missing: 'unknown' })).toEqual([true, []]);
  });

  test.each([
    ['all of yes and yes', { all: [yes, flag] }, true],
    ['all of yes and no', { all: [yes, no] }, false],
    ['all of yes and nothing', { all: [yes, nothing] }, null],
    ['all of no and nothing', { all: [nothing, no] }, false],
    ['any of no and no', { any: [no, no] }, false],
    ['any of yes and nothing', { any: [nothing, yes] }, true],
    ['any of no and nothing', { any: [no, nothing] }, null],
    ['all of none', { all: [] }, null],
    ['any of none', { any: [] }, null],
  ] as const)('of %s', (_, combined, value) => {
    expect(flagOf(combined)[0]).toBe(value);
  });
});

describe('An id', () => {
  test.each([
    ['abc', 'abc'],
    [17, '17'],
    ['', undefined],
    [1.5, undefined],
    [2 ** 60, undefined],
    [null, undefined],
    ['\ud800', undefined],
  ])('of %p is %p', (id, read) => {
    expect(readId({ id }, 'id')).toBe(read);
  });
});

test('A text that is empty is none', () => {
  const wrong: string[] = [];
  const field = { at: 'email', missing: 'unknown' } as const;
  expect([readText({ email: '' }, field, wrong), readText({ email: 1 }, field, wrong), wrong]).toEqual([
    null,
    null,
    ['email'],
  ]);
});

describe('Roles', () => {
  const field: RolesField = {
    at: 'roles',
    each: null,
    missing: 'unknown',
    privileged: ['owner'],
    ordinary: ['member'],
  };

  test('are a text, a list, or a list of objects; each once, sorted', () => {
    expect(readRoles({ roles: 'owner' }, field, [])).toEqual(['owner']);
    expect(readRoles({ roles: ['b', 'a', 'b'] }, field, [])).toEqual(['a', 'b']);
    expect(readRoles({ roles: [{ n: 'x' }] }, { ...field, each: 'n' }, [])).toEqual(['x']);
  });

  test('are unknown where they are missing or of the wrong type', () => {
    const wrong: string[] = [];
    expect(readRoles({}, field, wrong)).toBeNull();
    expect(wrong).toEqual([]);
    expect(readRoles({ roles: [1] }, field, wrong)).toBeNull();
    expect(wrong).toEqual(['roles']);
  });

  test('tell who may change what others may do, so far as they are known', () => {
    expect(isPrivileged(['member', 'owner'], field)).toBe(true);
    expect(isPrivileged(['member'], field)).toBe(false);
    expect(isPrivileged(['custom'], field)).toBeNull();
    expect(isPrivileged(['custom'], { ...field, ordinary: 'others' })).toBe(false);
    expect(isPrivileged(null, field)).toBeNull();
  });
});

describe('A time', () => {
  const time = (
    at: unknown,
    as: 'rfc3339' | 'seconds' | 'milliseconds',
    missing: 'unknown' | 'never' = 'unknown',
  ) => {
    const wrong: string[] = [];
    return [readTime({ at }, { at: 'at', as, missing }, wrong), wrong];
  };

  test.each([
    ['2026-11-20T10:00:00.123+02:00', 'rfc3339', '2026-11-20T10:00:00.123+02:00', []],
    ['yesterday', 'rfc3339', null, ['at']],
    ['2026-13-40T10:00:00Z', 'rfc3339', null, ['at']],
    [1_763_632_800, 'seconds', '2025-11-20T10:00:00.000Z', []],
    [1_763_632_800_000, 'milliseconds', '2025-11-20T10:00:00.000Z', []],
    [1e30, 'seconds', null, ['at']],
    ['1', 'seconds', null, ['at']],
    [undefined, 'seconds', null, []],
  ] as const)('of %p in %s is %p', (at, as, value, wrong) => {
    expect(time(at, as)).toEqual([value, wrong]);
  });

  test('that is left out of whoever never came says so, and one that cannot be read does not', () => {
    expect(time(undefined, 'rfc3339', 'never')).toEqual(['never', []]);
    expect(time('x', 'rfc3339', 'never')).toEqual([null, ['at']]);
  });
});
