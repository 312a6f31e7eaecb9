import { createHash } from 'node:crypto';
import { canonicalText } from '../evidence/canonical.ts';
import { sha256Of } from '../evidence/sha256.ts';
import type { ReviewedAccount } from '../judging/service-review.ts';

/**
 * Names the rows of one sheet, in their order. A row has the same key in every review: it is made of the connection and
 * the provider's own id, and is a word that no spreadsheet takes for a number, a date or a formula. A second row of one id is told
 * apart by its place.
 */
export function rowKeys(connection: string): (account: Pick<ReviewedAccount, 'id'>) => string {
  const seen = new Map<string, number>();
  return ({ id }) => {
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return `row-${sha256Of(canonicalText([connection, id, times])).slice(0, 16)}`;
  };
}

/** Adds up the accounts of one sheet, whatever is decided or said about them beside. */
export interface Population {
  add(key: string, account: ReviewedAccount): void;
  /** SHA-256 over the rows, in the sheet's order. */
  sha256(): string;
}

export function population(run: string, connection: string): Population {
  const hash = createHash('sha256').update(`${canonicalText([run, connection])}\n`);
  return {
    add: (key, account) => hash.update(`${canonicalText([key, { ...account }])}\n`),
    sha256: () => hash.digest('hex'),
  };
}

/** What stands in each row of a sheet, so that rows of another night or another service are told. */
export function sheetMark(sha256: string): string {
  return `sheet-${sha256.slice(0, 16)}`;
}
