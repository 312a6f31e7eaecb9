import { closeSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { fileLines, fileRecords } from '../../lib/locker/file-lines.ts';
import fc, { runs } from '../properties.ts';
import { temporaryFolder } from './folders.ts';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});
const written = (content: string): string => {
  const path = join(folder, 'lines');
  writeFileSync(path, content);
  return path;
};

describe('The lines of a file', () => {
  test('are those that were written, however long they are', () => {
    const text = fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', ' '));
    const line = fc
      .tuple(text, fc.constantFrom(1, 1, 1, 30_000))
      .map(([piece, times]) => piece.repeat(times));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.boolean(), (lines, ended) => {
        const whole = lines.join('\n');
        const expected = whole === '' ? [] : lines;
        expect([...fileLines(written(ended ? `${whole}\n` : whole))]).toEqual(
          ended ? lines : dropLastEmpty(expected),
        );
      }),
      runs(60),
    );
  });

  test('of more than one piece of the disk have no seam, also inside a character', () => {
    const lines = Array.from(
      { length: 40_000 },
      (_, number) => `${number} ${'é€\u{1f600}'.repeat(number % 7)}`,
    );
    expect([...fileLines(written(`${lines.join('\n')}\n`))]).toEqual(lines);
  });

  test('of a part are those of the part', () => {
    const path = written('first\nsecond\nthird\n');
    expect([...fileLines(path, { offset: 6, bytes: 7 })]).toEqual(['second']);
    expect([...fileLines(path, { offset: 6 })]).toEqual(['second', 'third']);
    expect([...fileLines(path, { offset: 6, bytes: 0 })]).toEqual([]);
  });

  test('of a part that the file does not have are an error, not fewer lines', () => {
    expect(() => [...fileLines(written('first\n'), { offset: 0, bytes: 7 })]).toThrow(
      'ends before its byte 7',
    );
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('leave no file open when they are not read to the end', () => {
    const path = written('a\nb\n');
    const open = () => readdirSync('/proc/self/fd').length;
    const probe = openSync(path, 'r');
    const before = open();
    for (const _ of fileLines(path)) break;
    expect(open()).toBe(before);
    closeSync(probe);
  });

  test('are records where they are JSON, and empty ones are none', () => {
    expect([...fileRecords(written('{"a":1}\n\n{"a":2}\n'))]).toEqual([{ a: 1 }, { a: 2 }]);
    expect(() => [...fileRecords(written('{"a":1}\n{"a":\n'))]).toThrow(SyntaxError);
  });
});

function dropLastEmpty(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
