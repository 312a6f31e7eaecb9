import type { People } from '../judging/people/people.ts';
import { isSamePerson } from '../judging/people/people.ts';
import type { Decision, ReviewedChange, ReviewedSheet } from '../judging/recorded-review.ts';
import { inert } from '../text/inert.ts';
import type { DecidedRow } from './decided-rows.ts';
import { knownDeciders } from './known-deciders.ts';
import type { ReviewRow } from './row.ts';
import type { ReviewSheet } from './sheet.ts';

/** What a sheet comes to that was filled in, with all that keeps it from being recorded. */
export interface CheckedSheet {
  readonly sheet: ReviewedSheet;
  readonly changes: readonly ReviewedChange[];
  /** The provider's ids of all accounts that it is about. */
  readonly ids: ReadonlySet<string>;
  readonly faults: readonly string[];
}

/** Holds what was decided against the rows of the sealed night: every row once, none besides, and nobody alone on their own. */
export function checkDecided(
  sheet: ReviewSheet,
  decided: readonly DecidedRow[],
  { night, people }: { readonly people: People; readonly night: Date },
): CheckedSheet {
  const deciders = knownDeciders(people, night);
  const byKey = Map.groupBy(decided, ({ key }) => key);
  const accounts = new Set([...sheet.rows()].map(({ account }) => shown(account.account)));
  const counts: Record<Decision, number> = { keep: 0, remove: 0, change: 0 };
  const changes: ReviewedChange[] = [];
  const ids = new Set<string>();
  const faults: string[] = [];
  let [rows, ownersNotTold] = [0, 0];
  for (const row of sheet.rows()) {
    rows += 1;
    ids.add(row.account.id);
    const [own, ...again] = byKey.get(row.key) ?? [];
    byKey.delete(row.key);
    if (!own) {
      faults.push(`${row.account.account} (${row.key}) is no longer on the sheet`);
      continue;
    }
    faults.push(...again.map(({ line }) => `line ${line}: ${row.key} is on line ${own.line} already`));
    const wrong =
      wrongAccount(own, row, accounts) ?? unknownDeciders(own, deciders) ?? onTheirOwn(own, row, people);
    if (wrong !== null) faults.push(`line ${own.line} (${own.account}): ${wrong}`);
    counts[own.decision] += 1;
    if (row.account.human && row.owner?.kind !== 'shared' && personOf(row) === null) ownersNotTold += 1;
    if (own.decision !== 'keep') changes.push(changeOf(sheet, row, own));
  }
  for (const [key, others] of byKey)
    faults.push(...others.map(({ line }) => `line ${line}: ${key} is not a row of this sheet`));
  const { connection, isWhole: whole, of, population: sha256, provider } = sheet;
  return {
    sheet: {
      connection,
      provider,
      population: { rows, sha256 },
      whole,
      decided: counts,
      ownersNotTold,
      of,
    },
    changes,
    ids,
    faults,
  };
}

/**
 * Whether the row that the reviewer saw was another account's: a table that was sorted by some of its columns only gives
 * decisions to others. What a spreadsheet takes for a number or a date it writes otherwise, and that is let pass.
 */
function wrongAccount({ account }: DecidedRow, row: ReviewRow, accounts: ReadonlySet<string>): string | null {
  const [seen, own] = [shown(account), shown(row.account.account)];
  if (seen === own) return null;
  const isRewritten = /^[\d.,:+/\s-]+$|^\d*[a-z]{3}[\s.-]\d+$|^\d+e\d+$/i.test(own) && !accounts.has(seen);
  if (isRewritten) return null;
  return `its row key is that of ${row.account.account}: rows were mixed up, or the account was edited`;
}

/** As it stands in a cell, apart from the apostrophe that keeps it from being a formula. */
function shown(account: string): string {
  return inert(account).toLowerCase().replace(/^'/, '').trim();
}

/** Whose access it is, by address; null where nobody can tell. */
function personOf({ owner }: ReviewRow): string | null {
  return owner && 'person' in owner ? owner.person : null;
}

/** Whoever is named has to be somebody of the company, on the night that was reviewed. */
function unknownDeciders(
  { decidedBy }: DecidedRow,
  uncertaintyOf: (decider: string) => string | null,
): string | null {
  const uncertainties = decidedBy.flatMap((decider) => uncertaintyOf(decider) ?? []);
  return uncertainties.length > 0 ? uncertainties.join('; ') : null;
}

function onTheirOwn({ decidedBy }: DecidedRow, row: ReviewRow, people: People): string | null {
  const person = personOf(row);
  if (person === null) return null;
  const same = decidedBy.map((decider) => isOwn(decider, person, people));
  if (same.includes(false)) return null;
  return same.includes(true)
    ? `${person} decided alone on their own access: somebody else has to decide, or to decide with them`
    : `it is not known whether ${decidedBy.join(', ')} is ${person}: the list of people is incomplete`;
}

function isOwn(decider: string, person: string, people: People): boolean | null {
  return people.missing === null ? isSamePerson(people, decider, person) : decider === person;
}

function changeOf(
  { connection, provider }: ReviewSheet,
  { account }: ReviewRow,
  { decidedBy, decision, note }: DecidedRow,
): ReviewedChange {
  const { active, id, opens, privileged, roles } = account;
  return {
    connection,
    provider,
    id,
    account: account.account,
    decision: decision === 'remove' ? 'remove' : 'change',
    decidedBy,
    note,
    was: { active, roles, privileged, opens },
  };
}
