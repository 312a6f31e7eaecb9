import { type Cell, csvHead, csvRow } from '../text/csv.ts';
import { concernList, kindWords, lastUseWords, listWords, notTold, yesNo } from './labels.ts';
import type { ReviewRow } from './row.ts';
import type { ReviewSheet } from './sheet.ts';

const columns: readonly (readonly [title: string, cell: (row: ReviewRow) => Cell])[] = [
  ['account', ({ account }) => account.account],
  ['kind', ({ account }) => kindWords(account)],
  ['active', ({ account }) => yesNo(account.active)],
  ['whose', ({ whose }) => whose],
  ['roles', ({ account }) => listWords(account.roles, 'none')],
  ['privileged', ({ account }) => yesNo(account.privileged)],
  ['opens', ({ account }) => (account.opens === null ? '' : listWords(account.opens, 'nothing'))],
  ['second factor', ({ account }) => yesNo(account.secondFactor)],
  ['last used', ({ account }) => lastUseWords(account.lastUse)],
  ['days unused', ({ idleDays }) => idleDays ?? notTold],
  ['to decide', concernList],
];

/** For the reviewer to fill in. */
const blanks = ['keep or remove', 'decided by', 'remark'];

/** A sheet as CSV, piece by piece. What is not known stands at its end, so that no copy of it goes without. */
export function* sheetCsv({ rows, gaps, untold }: ReviewSheet): Iterable<string> {
  yield csvHead([...columns.map(([title]) => title), ...blanks]);
  for (const row of rows()) yield csvRow([...columns.map(([, cell]) => cell(row)), ...blanks.map(() => '')]);
  for (const gap of gaps) yield noteRow(`Not known in this night: ${gap}`);
  for (const line of untold) yield noteRow(`Never told: ${line}`);
}

/** As wide as the others, as RFC 4180 wants it. */
function noteRow(text: string): string {
  return csvRow([text, ...Array<string>(columns.length + blanks.length - 1).fill('')]);
}
