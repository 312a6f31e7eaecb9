/** One row of a table that a person made, and where it begins. */
export interface CsvLine {
  /** Counted from 1. */
  readonly line: number;
  /** Without blanks around them, and without the empty ones at the end, which spreadsheets add. */
  readonly cells: readonly string[];
}

/** A table that cannot be read. The message says what is wrong. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const separators = [',', ';', '\t'] as const;

/**
 * The rows of a CSV file, whatever program wrote it: RFC 4180, or with the semicolons or tabs that spreadsheets of other
 * countries write. Rows without a word are left out. Throws `CsvError` for a quote that is not closed.
 */
export function csvRows(text: string): readonly CsvLine[] {
  const [first = ''] = text.split(/\r\n|\r|\n/, 1);
  // Excel's own way of naming the separator, which it reads and never shows.
  const named = /^sep=(.)$/.exec(first)?.[1];
  const rows = linesIn(text, named ?? usualSeparator(first));
  return rows.filter(({ cells, line }) => cells.length > 0 && !(named !== undefined && line === 1));
}

/** The one that stands most often in the head of the table, outside quotes. */
function usualSeparator(head: string): string {
  const bare = head.replaceAll(/"[^"]*"/g, '');
  const count = (separator: string): number => bare.split(separator).length;
  return separators.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

function linesIn(text: string, separator: string): readonly CsvLine[] {
  const rows: CsvLine[] = [];
  let cells: string[] = [];
  let [line, begun] = [1, 1];
  const end = (): void => {
    while (cells.at(-1) === '') cells.pop();
    rows.push({ line: begun, cells });
    cells = [];
    begun = line;
  };
  for (let at = 0; at < text.length; ) {
    const cell = text[at] === '"' ? quotedAt(text, at, line) : plainAt(text, at, separator);
    cells.push(cell.value.trim());
    line += cell.breaks;
    at = cell.end;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) cells.push('');
      continue;
    }
    if (at < text.length && text[at] !== '\r' && text[at] !== '\n')
      throw new CsvError(line, 'there is text after a closing quote');
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    end();
  }
  if (cells.length > 0) end();
  return rows;
}

interface CellAt {
  readonly value: string;
  readonly end: number;
  /** Line breaks in it. */
  readonly breaks: number;
}

function quotedAt(text: string, start: number, line: number): CellAt {
  let value = '';
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new CsvError(line, 'a quote is opened and not closed');
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"')
      return { value, end: quote + 1, breaks: value.split(/\r\n|\r|\n/).length - 1 };
    value += '"';
    at = quote + 2;
  }
}

function plainAt(text: string, start: number, separator: string): CellAt {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return { value: text.slice(start, end), end, breaks: 0 };
}
