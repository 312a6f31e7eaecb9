import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { onScreen } from '../../lib/cli/terminal.ts';
import { columns, columnsWithin, inert, pad, painter, plural, width, wrap } from '../../lib/cli/text.ts';
import fc, { runs } from '../properties.ts';

describe('Text from outside', () => {
  test.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a cursor that goes up and rubs out', 'fail\u001b[1A\u001b[2Kpass', 'failpass'],
    ['an ANSI sequence in one byte', 'a\u009b31mb', 'ab'],
    ['a window title', 'a\u001b]0;title\u0007b', 'ab'],
    ['a link', '\u001b]8;;https://evil.example\u0007shown\u001b]8;;\u0007', 'shown'],
    ['a sequence that is put together once another is gone', '\u001b\u001b[31m[31mx', '[31mx'],
    ['an escape that is cut off', 'a\u001b', 'a'],
    ['line ends', 'a\r\nb\nc\rd', 'a b c d'],
    ['other line ends', 'a\u2028b\u2029c\u0085d', 'a b c d'],
    ['a bell, a backspace, a NUL and a delete', 'a\u0007b\u0008c\u0000d\u007fe', 'a b c d e'],
    ['text that runs the other way', 'abc\u202egnp.exe', 'abc gnp.exe'],
    ['isolates and marks', '\u2066a\u2069\u200eb\u200fc\u061cd', 'a b c d'],
    ['blanks without width', 'ana\u200b@acme\u2060.example\ufeff', 'ana @acme .example'],
    ['tags nobody sees', 'a\u{e0041}\u{e0042}b', 'a b'],
    ['half a character', 'a\ud83db', 'a\ufffdb'],
  ])('is shown without %s', (_, text, shown) => {
    expect(inert(text)).toBe(shown);
  });

  test.each(['Zoë Müller', '李明', 'عائشة', '👩‍👩‍👧', 'a‌b', '“—”', 'x\u0301'])(
    'keeps what people write (%s)',
    (text) => {
      expect(inert(text)).toBe(text);
    },
  );

  test('never holds what a terminal obeys, whatever it was', () => {
    const unit = fc.constantFrom(
      '\u001b',
      '[',
      ']',
      '0',
      ';',
      'm',
      'A',
      '\u0007',
      '\u009b',
      '\u202e',
      '\n',
      '8',
      'x',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(unit, fc.string({ unit: 'binary', maxLength: 1 }))), (units) => {
        const shown = inert(units.join(''));
        expect(shown).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Zl}|\p{Zp}/u);
        expect(shown.isWellFormed()).toBe(true);
        expect(inert(shown)).toBe(shown);
      }),
      runs(500),
    );
  });
});

describe('The width of a text', () => {
  test.each([
    ['ana@acme.example', 16],
    ['', 0],
    ['Zoë', 3],
    ['Zoe\u0308', 3],
    ['李明', 4],
    ['ｘ', 2],
    ['한국', 4],
    ['\u{20000}', 2],
    ['👍', 2],
    ['👩‍👩‍👧', 2],
    ['🇳🇱', 2],
    ['❤️', 2],
    ['✔ pass', 6],
    ['▁▄█·', 4],
    ['\u001b[31mred\u001b[39m', 3],
  ])('%j is %p columns', (text, expected) => {
    expect(width(text)).toBe(expected);
  });

  test('is made up to so many columns, and never cut', () => {
    expect([pad('李', 4), pad('abc', 2), pad('\u001b[31mx\u001b[39m', 2)]).toEqual([
      '李  ',
      'abc',
      '\u001b[31mx\u001b[39m ',
    ]);
  });
});

describe('Columns', () => {
  test('line up, whatever stands in them', () => {
    expect(columns([['李明', 'x', 'last one'], ['a', '\u001b[31mred\u001b[39m', ''], ['short row']])).toBe(
      '李明       x    last one\na          \u001b[31mred\u001b[39m\nshort row',
    );
  });

  test('may be indented, and may be none', () => {
    expect(columns([['a', 'b']], '  ')).toBe('  a  b');
    expect(columns([])).toBe('');
  });
});

describe('A text in lines', () => {
  test('breaks between words, and later lines are indented', () => {
    expect(wrap('one two three four', 9, '  ')).toBe('one two\n  three\n  four');
  });

  test('keeps the blanks at its start', () => {
    expect(wrap('    one two', 9, '      ')).toBe('    one\n      two');
  });

  test('has a word that is too long on a line of its own', () => {
    expect(wrap('a veryverylongword b', 6)).toBe('a\nveryverylongword\nb');
  });

  test('is never wider than asked, unless by a single word, and loses nothing', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'é', '李', '👍'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 1, max: 40 }), (words, wide) => {
        const lines = wrap(words.join(' '), wide, '  ').split('\n');
        expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(words);
        for (const line of lines) expect(width(line) <= wide || !line.trim().includes(' ')).toBe(true);
      }),
    );
  });
});

test('A table breaks its last column under itself, and ends no line with a blank', () => {
  const rows = [
    ['name', 'what is said of it'],
    ['a', 'one two three four five six'],
    ['b', ''],
  ];
  expect(columnsWithin(rows, 26).split('\n')).toEqual([
    'name  what is said of it',
    'a     one two three four',
    '      five six',
    'b',
  ]);
  expect(wrap('some  words', 6).split('\n')).toEqual(['some', 'words']);
});

test('Counts are in the singular or the plural', () => {
  expect([
    plural(0, 'night'),
    plural(1, 'night'),
    plural(1234, 'night'),
    plural(2, 'person', 'people'),
  ]).toEqual(['0 nights', '1 night', '1,234 nights', '2 people']);
});

test('Colour is for a terminal only', () => {
  const pipe = new PassThrough() as unknown as NodeJS.WriteStream;
  const { FORCE_COLOR } = process.env;
  delete process.env.FORCE_COLOR;
  expect(painter(pipe)('red', 'x')).toBe('x');
  if (FORCE_COLOR !== undefined) process.env.FORCE_COLOR = FORCE_COLOR;
});

describe('What goes to standard error', () => {
  const text = 'exhibit: there is no such connection, and this is what there is.\n  at `exhibit doctor` here';

  test('is broken between words on a terminal, line by line', () => {
    expect(onScreen(text, { isTTY: true, columns: 40 })).toBe(
      'exhibit: there is no such connection,\n  and this is what there is.\n  at `exhibit doctor` here',
    );
  });

  test('stays as it is in a file or a pipe', () => {
    expect(onScreen(text, { isTTY: false, columns: 40 })).toBe(text);
  });
});
