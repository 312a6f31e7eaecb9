import { describe, expect, test } from '@jest/globals';
import type { PackedHistory } from '../../lib/report/model.ts';
import { packRecord } from '../../lib/report/pack-records.ts';
import { type PackedRecord, unpackLine } from '../../lib/report/page-data.ts';
import { RecordLinks } from '../../lib/report/record-links.ts';
import fc, { runs } from '../properties.ts';

function unpacked({ row }: PackedHistory): string[] {
  const packed = JSON.parse(row) as readonly [string, ...PackedRecord[]];
  let before = '';
  return (packed.slice(1) as PackedRecord[]).map(([, , line]) => {
    before = unpackLine(line, before);
    return before;
  });
}

describe('records in a small form', () => {
  test('come back as the very same lines, whatever they hold', () => {
    const line = fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue()).map((fields) => JSON.stringify(fields)),
      fc.string({ minLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const intervals = lines.map((text, at) => ({ from: at, to: at, line: text }));
        expect(unpacked(packRecord({ key: 'k', intervals }))).toEqual(lines);
      }),
    );
  });

  test('a night that changed one field takes that field only', () => {
    const { row, newest } = packRecord({
      key: 'k',
      intervals: [
        { from: 0, to: 1, line: '{"a":1,"b":2}' },
        { from: 2, to: 3, line: '{"a":1,"b":3}', request: 4 },
      ],
    });
    expect(JSON.parse(row)[2]).toEqual([2, 3, { b: 3 }, 4]);
    expect(newest).toBe('{"a":1,"b":3}');
  });

  test('versions of one record come back too, whatever changes and however it is written', () => {
    const value = fc.oneof(
      fc.constantFrom(
        '1',
        '12',
        '1.0',
        '-0',
        '1e3',
        'null',
        'true',
        '"x"',
        '"x,"',
        '"\\"}"',
        '"\\u0041"',
        ' 1',
      ),
      fc.constantFrom('{}', '[1,2]', '{"a":1}', '[', '"open', '"}', ''),
      fc.jsonValue().map((one) => JSON.stringify(one)),
    );
    const name = fc.constantFrom('"a"', '"b"', '"c\\""', '"1"', '"__proto__"', '"a:"');
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
    const versions = names.chain((own) =>
      fc
        .array(fc.tuple(...own.map(() => value)), { minLength: 2, maxLength: 5 })
        .map((rows) => rows.map((row) => `{${row.map((one, at) => `${own[at]}:${one}`).join(',')}}`)),
    );
    fc.assert(
      fc.property(versions, (lines) => {
        const intervals = lines.map((text, at) => ({ from: at, to: at, line: text }));
        expect(unpacked(packRecord({ key: 'k', intervals }))).toEqual(lines);
      }),
      runs(500),
    );
  });
});

describe('which subjects a record is about', () => {
  const links = new RecordLinks();
  links.name('Ana@acme.example', 0);
  links.name('ana@acme.example (slack)', 1);
  links.name('Booking', 2);
  links.add(0, 7, '{"email":"ANA@acme.example","id":"u1"}');
  links.add(1, 3, '{"id":"v1","name":"Booking"}');
  links.add(2, 5, '{"members":[{"email":"ana@acme.example"}],"vaultId":"v1"}');
  links.add(2, 6, 'not JSON');
  links.join();

  test('is told by its address, without regard to case and to the connection named behind it', () => {
    expect(links.of(0)).toEqual([0, 7, 2, 5]);
    expect(links.of(1)).toEqual([0, 7, 2, 5]);
  });

  test('and by the id of another record', () => {
    expect(links.of(2)).toEqual([1, 3, 2, 5]);
  });
});
