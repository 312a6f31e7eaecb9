import { inert } from './inert.ts';

export type Cell = string | number | boolean | null | undefined;

/** Where a spreadsheet begins to reckon, in plain and in full width. */
const formula = /^[=+\-@\uff0b\uff0d\uff1d\uff20]/u;
const number = /^-?\d+(\.\d+)?$/;

/** The first row of a table that people open: without the mark before it, Excel takes its letters for older ones. */
export function csvHead(titles: readonly string[]): string {
  return `\ufeff${csvRow(titles)}`;
}

/**
 * One row of RFC 4180, ending in CRLF, for any reader: a spreadsheet takes nothing in it for a formula, because a text
 * that begins like one has an apostrophe put before it. Characters that are not seen are left out. Null is empty.
 */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const shown = inert(cell);
  const safe = formula.test(shown) && !number.test(shown) ? `'${shown}` : shown;
  return /[",;\s']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
