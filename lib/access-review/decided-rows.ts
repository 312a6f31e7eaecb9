import { CsvError, type CsvLine, csvRows } from '../files/csv-rows.ts';
import { type Decision, decisions } from '../judging/recorded-review.ts';
import { plural } from '../text/plural.ts';
import { type ReadColumn, readColumns, remarkStarts } from './csv.ts';

/** One row of a sheet as a reviewer filled it in. */
export interface DecidedRow {
  /** In the file, counted from 1. */
  readonly line: number;
  readonly key: string;
  readonly account: string;
  readonly decision: Decision;
  /** Addresses, in comparable form. */
  readonly decidedBy: readonly string[];
  readonly note: string;
}

/** What came of reading a sheet: every row, or all that is wrong with it, each as a sentence without its end. */
export interface ReadSheet {
  readonly rows: readonly DecidedRow[];
  readonly faults: readonly string[];
}

/**
 * Reads a sheet, whatever program saved it. Rows may lie in any order, and columns too; what is read is found by its title. Cells
 * besides these are the reviewer's own, since a spreadsheet may have rewritten them.
 *
 * @param mark that every row of this sheet bears
 */
export function readDecided(text: string, mark: string): ReadSheet {
  let lines: readonly CsvLine[];
  try {
    lines = csvRows(text);
  } catch (error) {
    if (error instanceof CsvError) return { rows: [], faults: [`line ${error.line}: ${error.message}`] };
    throw error;
  }
  const [head, ...body] = lines;
  const titles = head?.cells.map((title) => title.toLowerCase()) ?? [];
  const missing = readColumns.filter((title) => !titles.includes(title));
  if (missing.length > 0)
    return { rows: [], faults: [`the ${plural(missing.length, 'column')} ${missing.join(', ')} is missing`] };
  const twice = readColumns.filter((title) => titles.indexOf(title) !== titles.lastIndexOf(title));
  if (twice.length > 0) return { rows: [], faults: [`the column ${twice.join(', ')} is there twice`] };
  return readBody(body, titles, mark);
}

function readBody(body: readonly CsvLine[], titles: readonly string[], mark: string): ReadSheet {
  const rows: DecidedRow[] = [];
  const faults: string[] = [];
  for (const { cells, line } of body) {
    const cell = (title: ReadColumn): string => cells[titles.indexOf(title)] ?? '';
    if (isRemark(cells, cell)) continue;
    const wrong = wrongIn(cell, mark);
    if (wrong.length > 0)
      faults.push(...wrong.map((message) => `line ${line} (${cell('account')}): ${message}`));
    else
      rows.push({
        line,
        key: cell('row key'),
        account: cell('account'),
        decision: decisionIn(cell('decision')) ?? 'keep',
        decidedBy: decidersIn(cell('decided by')),
        note: cell('note'),
      });
  }
  return { rows, faults };
}

/** The lines at the end, which tell what is not known; a reviewer has nothing to decide about them. */
function isRemark(cells: readonly string[], cell: (title: ReadColumn) => string): boolean {
  return cell('row key') === '' && remarkStarts.some((start) => (cells[0] ?? '').startsWith(start.trim()));
}

function wrongIn(cell: (title: ReadColumn) => string, mark: string): string[] {
  if (cell('row key') === '')
    return ['there is no row key: do not add rows by hand; write what is missing into the note'];
  if (cell('sheet') !== mark)
    return ['the row is not from this sheet: it is from another night or another service'];
  const decision = decisionIn(cell('decision'));
  const deciders = decidersIn(cell('decided by'));
  // Of a row that nobody has filled in, one thing is to be said.
  if (cell('decision') === '' && deciders.length === 0) return ['nothing is decided'];
  return [
    ...(cell('decision') === '' ? ['nothing is decided'] : []),
    ...(cell('decision') !== '' && decision === null
      ? [`“${cell('decision')}” is not a decision: write ${decisions.join(', ')}`]
      : []),
    ...(deciders.length === 0 ? ['nobody is named under decided by'] : []),
    ...deciders
      .filter((name) => !/^[^\s@]+@[^\s@]+$/.test(name))
      .map((name) => `“${name}” under decided by is not an e-mail address`),
    ...(decision === 'change' && cell('note') === '' ? ['the note does not say what is to change'] : []),
  ];
}

function decisionIn(text: string): Decision | null {
  const lower = text.toLowerCase();
  return decisions.find((one) => one === lower) ?? null;
}

/** Several are parted by a comma or a semicolon. */
function decidersIn(text: string): readonly string[] {
  const names = text.split(/[,;]/).map((name) => name.trim().toLowerCase());
  return [...new Set(names.filter((name) => name !== ''))].sort();
}

/** Everybody who decided something. */
export function decidersOf(rows: readonly DecidedRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ decidedBy }) => decidedBy))].sort();
}
