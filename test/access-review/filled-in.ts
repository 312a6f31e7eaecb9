import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { sheetCsv } from '../../lib/access-review/csv.ts';
import type { ReviewSheet } from '../../lib/access-review/sheet.ts';

export type Cells = Record<string, string>;

/** The rows of a sheet, without the lines at the end that tell what is not known. */
export function rowsOf(sheet: ReviewSheet): Cells[] {
  const text = [...sheetCsv(sheet)].join('');
  const rows = parse<Cells>(text, { bom: true, columns: true });
  return rows.filter((row) => row['row key'] !== '');
}

/** The rows as a reviewer leaves them: all are kept, but for what `decide` says of an account. */
export function filledIn(
  sheet: ReviewSheet,
  decide: (row: Cells) => Cells = () => ({}),
  by = 'ana@example.com, ben@example.com',
): Cells[] {
  return rowsOf(sheet).map((row) => ({ ...row, decision: 'keep', 'decided by': by, ...decide(row) }));
}

export interface Form {
  readonly separator?: string;
  readonly mark?: string;
}

/** Rows as a program saves them. */
export function csvText(rows: readonly Cells[], { mark = '', separator = ',' }: Form = {}): string {
  const [first = {}] = rows;
  const quoted = (cell: string): string =>
    cell.includes(separator) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [Object.keys(first), ...rows.map((row) => Object.values(row))];
  return mark + lines.map((cells) => `${cells.map(quoted).join(separator)}\r\n`).join('');
}

/** Fills in a sheet that a command wrote: every row is kept, by somebody whom no row is about. */
export function keepAll(file: string, by: string): void {
  const rows = parse<Cells>(readFileSync(file), { bom: true, columns: true });
  const decided = rows.map((row) =>
    row['row key'] === '' ? row : { ...row, decision: 'keep', 'decided by': by },
  );
  writeFileSync(file, csvText(decided));
}
