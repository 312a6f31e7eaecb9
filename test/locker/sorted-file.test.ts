import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sortedFile } from '../../lib/locker/sorted-file.ts';
import fc, { runs } from '../properties.ts';
import { temporaryFolder } from './folders.ts';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});

interface Row {
  readonly key: string;
  readonly number: number;
}
const lineOf = (row: Row): string => JSON.stringify(row);
const keyOf = (line: string): string => (JSON.parse(line) as Row).key;

/** Sorts in pieces of so many characters; one piece holds a line or two. */
function sort(keys: readonly string[], pieceChars?: number) {
  const path = join(folder, `sorted-${files++}`);
  const file = sortedFile(path, keyOf, pieceChars);
  keys.forEach((key, number) => {
    file.add(key, lineOf({ key, number }));
  });
  const result = file.finish();
  return { ...result, text: readFileSync(path, 'utf8') };
}

/** The first line of each key, in a plain sort. */
function plain(keys: readonly string[]): string {
  const first = new Map<string, number>();
  keys.forEach((key, number) => {
    if (!first.has(key)) first.set(key, number);
  });
  const sorted = [...first].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, number]) => `${lineOf({ key, number })}\n`).join('');
}

describe('A sorted file', () => {
  const key = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 3 }),
    fc.constantFrom('', 'a', 'a', 'aa', 'aaa', 'ab', 'A', '\u{1f600}', '\uffee', '\u{1f600}x'),
  );

  test.each([1, 60, 300, undefined])(
    'of any keys in any order is as a plain sort has it, in pieces of %p',
    (piece) => {
      fc.assert(
        fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
          const { text, count, duplicates, bytes, sha256 } = sort(keys, piece);
          expect(text).toBe(plain(keys));
          expect(count).toBe(new Set(keys).size);
          expect(duplicates).toBe(keys.length - count);
          expect(bytes).toBe(Buffer.byteLength(text));
          expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
        }),
        runs(150),
      );
    },
  );

  test('names the first few keys that came twice, wherever their lines met', () => {
    expect(sort(['a', 'a', 'b']).duplicateKeys).toEqual(['a']);
    expect(sort(['c', 'c', 'b', 'b', 'a', 'a', 'c', 'b', 'a'], 1).duplicates).toBe(6);
    expect(new Set(sort(['c', 'b', 'a', 'c', 'b', 'a'], 1).duplicateKeys)).toEqual(new Set(['a', 'b', 'c']));
    expect(sort(['e', 'd', 'c', 'b', 'a', 'a', 'b', 'c', 'd', 'e'], 1).duplicateKeys).toHaveLength(3);
  });

  test('of nothing is an empty file', () => {
    expect(sort([])).toEqual(
      expect.objectContaining({ text: '', bytes: 0, count: 0, duplicates: 0, duplicateKeys: [] }),
    );
  });

  test('of many pieces leaves nothing of them behind', () => {
    const keys = Array.from({ length: 500 }, (_, number) => `k${(number * 7919) % 500}`);
    const { path, text } = sort(keys, 100);
    expect(text).toBe(plain(keys));
    expect(readdirSync(folder).filter((name) => join(folder, name).startsWith(`${path}.`))).toEqual([]);
  });

  test('of lines that come in order needs no piece', () => {
    const keys = Array.from({ length: 500 }, (_, number) => String(number).padStart(4, '0'));
    expect(sort(keys, 1).text).toBe(plain(keys));
  });
});
