import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvHead, csvRow } from '../../lib/text/csv.ts';
import fc from '../properties.ts';

test('a table that people open begins with the mark by which Excel knows its letters, and no other row has it', () => {
  expect(csvHead(['Größe', '=x'])).toBe(`\ufeffGröße,"'=x"\r\n`);
  expect(csvRow(['Größe'])).toBe('Größe\r\n');
});

describe('a row of CSV', () => {
  test('holds texts, numbers, truth and nothing', () => {
    expect(csvRow(['ana@acme.example', 3, true, null, undefined, ''])).toBe('ana@acme.example,3,true,,,\r\n');
  });

  test('puts what holds a comma, a quote or a blank between quotes', () => {
    expect(csvRow(['a,b', 'say "no"', 'two words', 'a;b'])).toBe('"a,b","say ""no""","two words","a;b"\r\n');
  });

  test.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1+1', '\r\n=1+1', '\u200b=1+1', ' =1+1', '＝1+1'])(
    'is no formula: %j',
    (text) => {
      expect(csvRow([text])).toMatch(/^"?'[=+\-@＝]/u);
    },
  );

  test('leaves a negative number what it is', () => {
    expect(csvRow([-3, '-3', '-3.5'])).toBe('-3,-3,-3.5\r\n');
  });

  test('holds no control character and no mark that turns the direction', () => {
    expect(csvRow(['\u001b[31mred\u001b[0m', 'moc\u202eexe', 'a\u0000b', 'a\nb'])).toBe(
      'red,"moc exe","a b","a b"\r\n',
    );
  });

  test('is read back as one row with as many cells, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
        const rows: string[][] = parse(`first,${csvRow(cells)}`, { relax_column_count: true });
        expect([rows.length, rows[0]?.length]).toEqual([1, cells.length + 1]);
      }),
    );
  });
});
