import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { CommandError, errorText } from '../lib/cli/exit.ts';
import { ExhibitError, errorCodes } from '../lib/error.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows = readFileSync(`${root}docs/errors.md`, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, code, whose, , todo] = /^\| `([\w-]+)` \| (\w+) \| (.+) \| (.+) \|$/.exec(line) ?? [];
    return code === undefined ? [] : [{ code, whose, todo }];
  });

/** What is thrown within a room and caught there: no person meets it. */
const inner = [
  'ContentError',
  'ControlFault',
  'CsvError',
  'DeadlineReached',
  'EncodingError',
  'Incomparable',
  'ItemUnread',
  'OddOutputError',
  'OutOfOrder',
  'OwnProviderError',
  'RawMismatchError',
  'Renamed',
  'TimeUpError',
  'TooMuch',
  'UnknownField',
];

describe('Every error', () => {
  test('has a code, of which docs/errors.md says whose it is and what to do', () => {
    expect(Object.fromEntries(rows.map(({ code, whose }) => [code, whose]))).toEqual(errorCodes);
    expect(rows).toHaveLength(Object.keys(errorCodes).length);
  });

  test('is one of the base class, unless it is caught where it is thrown', () => {
    const files = readdirSync(`${root}lib`, { recursive: true, encoding: 'utf8' });
    const others = files
      .filter((name) => name.endsWith('.ts') && name !== 'error.ts')
      .flatMap((name) => [
        ...readFileSync(`${root}lib/${name}`, 'utf8').matchAll(/class (\w+) extends Error\b/g),
      ])
      .map(([, name = '']) => name);
    expect(others.toSorted()).toEqual(inner);
  });

  test('is told in its own words; what has none is told as a bug', () => {
    expect(errorText(new CommandError('Say which.'), false)).toBe('exhibit: Say which.');
    expect(errorText(new ExhibitError('busy', 'Wait.'), false)).toBe('exhibit: Wait.');
    expect(errorText(new TypeError('x is not a function'), false)).toContain('This is a bug in Exhibit');
  });

  test.each([
    ['ENOSPC', 'The disk is full'],
    ['EROFS', 'can only be read'],
    ['EMFILE', 'Too many files'],
    ['ENOMEM', 'no memory'],
    ['EIO', 'The disk'],
  ])('of a machine that has no more of something is no bug (%s)', (code, words) => {
    const error = Object.assign(new Error(code), { code, syscall: 'write' });
    for (const thrown of [error, new Error('A client’s', { cause: error })]) {
      expect(errorText(thrown, false)).toContain(words);
      expect(errorText(thrown, false)).not.toContain('bug');
    }
  });
});
