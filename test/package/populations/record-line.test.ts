import { describe, expect, test } from '@jest/globals';
import { keyReader } from '../../../lib/package/populations/record-key.ts';
import { type RecordLine, readRecordLine } from '../../../lib/package/populations/record-line.ts';
import { unpackLine } from '../../../lib/report/page-data.ts';
import fc, { runs } from '../../properties.ts';

const keyOf = keyReader(({ id, name }: { id: string; name: string }) => `${id}/${name.toLowerCase()}`);

function read(lines: readonly string[]): RecordLine[] {
  let before: RecordLine | null = null;
  return lines.map((line) => {
    before = readRecordLine(line, before, keyOf);
    return before;
  });
}

const text = fc.constantFrom('a', 'A', 'b', 'é', 'a"b', 'a\\', ',', '}', '"x":1', '\u0000', '\u007f', '😀');
const value = fc.oneof(
  text,
  fc.integer(),
  fc.constantFrom(-0, 1e21, 0.1, null, true, false),
  fc.constantFrom([], [1], {}, { id: 'x' }),
);
const line = fc
  .record({ seen: value, id: text, other: value, name: text, last: value }, { requiredKeys: ['id', 'name'] })
  .map((row) => JSON.stringify(row));
/** Most lines change little from one to the next. */
const version = fc.record({ field: fc.constantFrom('seen', 'id', 'other', 'name', 'last'), value, text });

describe('a record’s line that is read by the one before', () => {
  test('has the key that it has by itself, and what is told of it gives the very same line', () => {
    const lines = fc.tuple(line, fc.array(version, { maxLength: 6 })).map(([first, versions]) => {
      const all = [first];
      for (const { field, value: other, text: word } of versions) {
        const row = JSON.parse(all.at(-1) ?? '') as Record<string, unknown>;
        row[field] = field === 'id' || field === 'name' ? word : other;
        all.push(JSON.stringify(row));
      }
      return all;
    });
    let told = 0;
    fc.assert(
      fc.property(lines, (all) => {
        for (const [at, { line: own, key, before, changed }] of read(all).entries()) {
          expect(own).toBe(all[at]);
          expect(key).toBe(keyOf(own).key);
          if (before === null) continue;
          told++;
          expect(before).toBe(all[at - 1]);
          expect(unpackLine(JSON.parse(`{${changed}}`), before)).toBe(own);
        }
      }),
      runs(1000),
    );
    expect(told).toBeGreaterThan(500);
  });

  test('is another record where only the text in the place of the key is the same', () => {
    const [, second] = read([
      '{"a":1,"id":"i","name":"n"}',
      '{"a":{"id":"i","name":"n"},"id":"j","name":"n"}',
    ]);
    expect(second?.key).toBe('j/n');
  });

  test('is told from the one before where one member changes night by night, and from nothing where the key does', () => {
    const night = (seen: number, id = 'i') => JSON.stringify({ email: 'e', id, name: 'n', seen, z: [1] });
    const lines = read([night(1), night(2), night(3), night(3, 'j')]);
    expect(lines.map(({ before, changed }) => before && changed)).toEqual([
      null,
      '"seen":2',
      '"seen":3',
      null,
    ]);
  });

  test.each([
    ['one more member', '{"id":"i","name":"n","seen":3,"more":4,"z":1}'],
    ['a value in another form', '{"id":"i","name":"n","seen":3.0,"z":1}'],
    ['a letter in another form', '{"id":"i","name":"n","seen":"\\u0041","z":1}'],
    ['no JSON', '{"id":"i","name":"n","seen":"a"b","z":1}'],
  ])('is read by itself where it has %s', (_what, last) => {
    const lines = [1, 2].map((seen) => JSON.stringify({ id: 'i', name: 'n', seen, z: 1 }));
    const [first, second] = read(lines);
    expect(second?.before).toBe(first?.line);
    expect(readRecordLine(last, second ?? null, () => ({ key: 'k', fields: null }))).toMatchObject({
      key: 'k',
      before: null,
    });
  });

  test('is known by itself where nobody knows by what', () => {
    const unknown = keyReader(null);
    const first = readRecordLine('{"a":1}', null, unknown);
    expect(readRecordLine('{"a":2}', first, unknown)).toMatchObject({ key: '{"a":2}', before: null });
  });
});
