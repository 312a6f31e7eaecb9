import { type Cell, csvHead, csvRow } from '../text/csv.ts';
import { concernList, kindText, lastUseText, listText, notStated, yesNo } from './labels.ts';
import { sheetMark } from './population.ts';
import type { ReviewRow } from './row.ts';
import type { ReviewSheet } from './sheet.ts';

const columns: readonly (readonly [title: string, cell: (row: ReviewRow) => Cell])[] = [
  ['account', ({ account }) => account.account],
  ['kind', ({ account }) => kindText(account)],
  ['active', ({ account }) => yesNo(account.active)],
  ['whose', ({ whose }) => whose],
  ['roles', ({ account }) => listText(account.roles, 'none')],
  ['privileged', ({ account }) => yesNo(account.privileged)],
  ['opens', ({ account }) => (account.opens === null ? '' : listText(account.opens, 'nothing'))],
  ['second factor', ({ account }) => yesNo(account.secondFactor)],
  ['last used', ({ account }) => lastUseText(account.lastUse)],
  ['days unused', ({ idleDays }) => idleDays ?? notStated],
  ['to decide', concernList],
];

/** For the reviewer to fill in. `decision`: keep, remove or change. `decided by`: an address, or several. */
const blanks = ['decision', 'decided by', 'note'] as const;

/** By what a row is known when the review is recorded. */
const marks = ['row key', 'sheet'] as const;

/** The columns that recording a review reads. */
export type ReadColumn = (typeof blanks)[number] | (typeof marks)[number] | 'account';

export const readColumns: readonly ReadColumn[] = ['account', ...blanks, ...marks];

/** How the rows begin that tell what is not known. */
export const remarkStarts = ['Not known in this night: ', 'Never told: '] as const;

/** A sheet as CSV, piece by piece. What is not known stands at its end, so that no copy of it goes without. */
export function* sheetCsv({ rows, gaps, population, untold }: ReviewSheet): Iterable<string> {
  const mark = sheetMark(population);
  yield csvHead([...columns.map(([title]) => title), ...blanks, ...marks]);
  for (const row of rows())
    yield csvRow([...columns.map(([, cell]) => cell(row)), ...blanks.map(() => ''), row.key, mark]);
  for (const gap of gaps) yield noteRow(`${remarkStarts[0]}${gap}`);
  for (const line of untold) yield noteRow(`${remarkStarts[1]}${line}`);
}

/** As wide as the others, as RFC 4180 wants it. */
function noteRow(text: string): string {
  return csvRow([text, ...Array<string>(columns.length + blanks.length + marks.length - 1).fill('')]);
}
