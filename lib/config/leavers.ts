import { resolve } from 'node:path';
import { CsvError, type CsvLine, csvRows } from '../files/csv-rows.ts';
import { FileError, madeText } from '../files/made-file.ts';
import type { Leaver } from '../judging/control.ts';
import { daysBetween } from '../judging/local-date.ts';
import { type Draft, recordOf, textOf } from './unchecked-configuration.ts';

const key = ['people', 'leavers'] as const;
const header = ['person', 'lastday'];

/** The header, as messages name it. */
const form = 'person,lastDay';

/** The file of leavers that the configuration names, read and checked; undefined where it names none, or a fault was found. */
export function checkLeavers(draft: Draft, folder: string): readonly Leaver[] | undefined {
  const name = textOf(recordOf(draft.root.people).leavers);
  if (name === undefined) return undefined;
  const { fileMegabytes } = recordOf(draft.root.limits);
  const rows = readRows(draft, name, resolve(folder, name), megabytesOf(fileMegabytes));
  if (!rows) return undefined;
  const faults: string[] = [];
  const leavers = leaversIn(rows, (line, message) => faults.push(`line ${line}: ${message}`));
  // They are all of one place in the configuration, where one fault is told.
  if (faults.length > 0) add(draft, `${name}, ${listed(faults)}`);
  return leavers;
}

const mostFaults = 20;

function listed(faults: readonly string[]): string {
  const more = faults.length - mostFaults;
  return [...faults.slice(0, mostFaults), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function megabytesOf(given: unknown): number | undefined {
  return typeof given === 'number' && given >= 1 ? given : undefined;
}

function add({ report }: Draft, message: string): void {
  report.add('invalid-leavers', key, message);
}

function readRows(
  draft: Draft,
  name: string,
  path: string,
  megabytes: number | undefined,
): readonly CsvLine[] | null {
  try {
    return csvRows(madeText(path, megabytes));
  } catch (error) {
    if (error instanceof FileError)
      add(draft, `${name} cannot be read (${error.reason}) — name a CSV file with the header ${form}`);
    else if (error instanceof CsvError)
      add(draft, `${name}, line ${error.line}: ${error.message} — close it`);
    else throw error;
    return null;
  }
}

/** One line a person, in the order of their addresses, so that the file's own order is no change of what is judged. */
function leaversIn(rows: readonly CsvLine[], fault: (line: number, message: string) => void): Leaver[] {
  const [head, ...lines] = rows;
  if (head?.cells.length !== 2 || head.cells.some((cell, at) => cell.toLowerCase() !== header[at])) {
    fault(head?.line ?? 1, `the header is not ${form} — write that`);
    return [];
  }
  const seen = new Map<string, number>();
  const leavers: Leaver[] = [];
  for (const { cells, line } of lines) {
    const [person = '', lastDay = ''] = cells;
    const address = person.toLowerCase();
    const wrong = wrongIn(cells, address, lastDay) ?? twice(seen.get(address));
    if (wrong !== null) fault(line, wrong);
    else leavers.push({ person: address, lastDay });
    seen.set(address, line);
  }
  return leavers.sort((a, b) => (a.person < b.person ? -1 : 1));
}

function wrongIn(cells: readonly string[], address: string, lastDay: string): string | null {
  if (cells.length !== 2) return `there are ${cells.length} cells — write a person and their last day`;
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return 'person is not an e-mail address — write one';
  try {
    daysBetween(lastDay, lastDay);
    return null;
  } catch {
    // 11/12/2026 is one day here and another there, so no other form is guessed at.
    return 'lastDay is not a day written as 2026-11-30 — a spreadsheet may have changed it: make the column text';
  }
}

function twice(before: number | undefined): string | null {
  return before === undefined ? null : `this person is on line ${before} already — keep one`;
}
