import { ownerOf } from '../controls/people/owner.ts';
import { whoIsWho } from '../controls/people/who-is-who.ts';
import type { Attestation } from '../judging/attestation.ts';
import { normalAddress } from '../judging/people/address.ts';
import type { People } from '../judging/people/people.ts';
import { type EndedChange, isOfAnother, type ReviewedChange } from '../judging/recorded-review.ts';
import type { ReviewedAccount } from '../judging/service-review.ts';
import type { VerifiedRun } from '../runs/verified-run.ts';
import type { DecidedRow } from './decided-rows.ts';
import { population, rowKeys } from './population.ts';
import type { ReviewRow } from './row.ts';
import { makeSheets, type ReviewSheet, type SheetOptions } from './sheet.ts';
import { outOfReach } from './still-open.ts';

/** The sheet of what was to be carried out at services that are not connected any more. No connection has a dot in its id. */
export const notConnected = 'not.connected';

const remark =
  'An earlier review decided to remove or change these accounts. Their service is no longer connected, so no night can show whether that was done. ' +
  'Write keep with a note that says why no action is needed (for example, the company left the service), or write remove, and it stays open.';

export interface AllSheetsOptions extends SheetOptions {
  /** The newest review that was recorded before. */
  readonly earlier: Attestation | null;
}

/** The sheets of all services, and one of what no service shows any more, where there is any. */
export function allSheets(run: VerifiedRun, options: AllSheetsOptions): ReviewSheet[] {
  const sheets = makeSheets(run, options);
  const lost = outOfReach(options.earlier, sheets).filter((change) => !isShown(change, sheets));
  if (lost.length === 0) return sheets;
  const views = run.datasets.map(({ view }) => view);
  const people = whoIsWho(views, options.settings, options.asked)();
  return [...sheets, sheetOfLost(run, lost, people)];
}

/** Whether it is on a sheet, and so decided there: what is still seen is not lost. */
function isShown(
  { before, connection, id, provider }: ReviewedChange,
  sheets: readonly ReviewSheet[],
): boolean {
  const own = sheets.find((sheet) => sheet.connection === connection && sheet.provider === provider);
  if (!own || isOfAnother(before?.of, own.of)) return false;
  for (const { account } of own.rows()) if (account.id === id) return true;
  return false;
}

function sheetOfLost({ run }: VerifiedRun, lost: readonly ReviewedChange[], people: People): ReviewSheet {
  const keyOf = rowKeys(notConnected);
  const rows = lost.map((change) => rowOf(change, keyOf, people, new Date(run)));
  const all = population(run, notConnected);
  for (const { account, key } of rows) all.add(key, account);
  return {
    connection: notConnected,
    provider: 'none',
    rows: () => rows,
    gaps: [remark],
    untold: [],
    counts: { accounts: rows.length, active: rows.length, concerns: {}, plain: rows.length },
    population: all.sha256(),
    isWhole: true,
    of: [],
  };
}

function rowOf(
  change: ReviewedChange,
  keyOf: (account: ReviewedAccount) => string,
  people: People,
  now: Date,
): ReviewRow {
  const { account: name, connection, provider, was } = change;
  const account: ReviewedAccount = {
    ...was,
    id: idOf(change),
    account: `${name} (${connection})`,
    email: null,
    active: null,
    human: true,
    secondFactor: null,
    lastUse: null,
  };
  const email = normalAddress(name).includes('@') ? normalAddress(name) : null;
  const whose = people.whose({ connection, provider, account: name, email });
  const owner = people.missing === null ? ownerOf({ connection, whose, twin: null }, people, now) : null;
  const person = owner && 'person' in owner ? owner.person : null;
  return { key: keyOf(account), account, owner, whose: person ?? 'not known', idleDays: null, concerns: [] };
}

function idOf({ connection, id }: Pick<ReviewedChange, 'connection' | 'id'>): string {
  return `${connection}/${id}`;
}

/** What of the lost was ended by a decision, and what is wrong with that. */
export function endedIn(
  sheet: ReviewSheet,
  decided: readonly DecidedRow[],
  earlier: Attestation | null,
): { readonly ended: readonly EndedChange[]; readonly faults: readonly string[] } {
  const byKey = new Map(decided.map((row) => [row.key, row]));
  const ended: EndedChange[] = [];
  const faults: string[] = [];
  const changes = new Map(outOfReach(earlier, []).map((change) => [idOf(change), change]));
  for (const { account, key } of sheet.rows()) {
    const [row, change] = [byKey.get(key), changes.get(account.id)];
    if (!row || !change || row.decision !== 'keep') continue;
    if (row.note === '')
      faults.push(`line ${row.line} (${row.account}): the note does not say why no action is needed`);
    const { account: name, before, connection, decision, id, provider } = change;
    const whose = { provider, ...(before?.of ? { of: before.of } : {}), since: before?.at ?? '' };
    ended.push({
      account: name,
      connection,
      decidedBy: row.decidedBy,
      decision,
      id,
      note: row.note,
      ...whose,
    });
  }
  return { ended, faults };
}
