import { describe, expect, test } from '@jest/globals';
import { CsvError, csvRows } from '../../lib/files/csv-rows.ts';

const cells = (text: string) => csvRows(text).map((row) => row.cells);

describe('a table that a person made', () => {
  test.each([
    ['commas and line feeds', 'a,b\nc,d\n'],
    ['carriage returns, as RFC 4180 wants them', 'a,b\r\nc,d\r\n'],
    ['an end without a line break', 'a,b\nc,d'],
    ['semicolons, as Excel writes them in half of the world', 'a;b\r\nc;d\r\n'],
    ['tabs, as Excel writes them in Unicode text', 'a\tb\r\nc\td\r\n'],
    ['the separator named, as Excel reads it', 'sep=;\r\na;b\r\nc;d\r\n'],
    ['quotes, and blanks around cells', '"a",b \n c,"d"\n'],
    ['empty cells and rows at the end', 'a,b,,\nc,d,\n,,\n\n'],
  ])('is read with %s', (_, text) => {
    expect(cells(text)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('keeps what stands in quotes, and knows on which line a row begins', () => {
    expect(csvRows('a,"b ""x"", y\r\nz"\r\nc,\r\n,d\r\n')).toEqual([
      { line: 1, cells: ['a', 'b "x", y\r\nz'] },
      { line: 3, cells: ['c'] },
      { line: 4, cells: ['', 'd'] },
    ]);
  });

  test.each([
    ['a quote that is not closed', 'a,b\nc,"d\n', 2],
    ['words behind a quote', 'a,"b"c\n', 1],
  ])('is refused for %s', (_, text, line) => {
    const error = (() => {
      try {
        csvRows(text);
      } catch (thrown) {
        return thrown;
      }
      return null;
    })();
    expect(error).toBeInstanceOf(CsvError);
    expect(error).toMatchObject({ line });
  });
});
