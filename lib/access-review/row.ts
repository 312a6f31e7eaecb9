import { type Belonging, type Owner, ownerOf } from '../controls/people/owner.ts';
import { dayMs } from '../evidence/day.ts';
import type { People } from '../judging/people/people.ts';
import type { LastUse, ReviewedAccount } from '../judging/service-review.ts';

/** Why somebody has to decide about an account, in the order of the sheet's column. */
export type Concern =
  | 'left'
  | 'nobody'
  | 'unclear-owner'
  | 'unused'
  | 'privileged'
  | 'no-second-factor'
  | 'unclear-state';

/** One account on a sheet. */
export interface ReviewRow {
  /** Names the row in every review; see `rowKeys`. */
  readonly key: string;
  readonly account: ReviewedAccount;
  readonly owner: Owner | null;
  /** Whose it is, in words. */
  readonly whose: string;
  /** Whole days since it was last used, or could have been; null where that is not told. */
  readonly idleDays: number | null;
  readonly concerns: readonly Concern[];
}

export interface RowMeans {
  readonly connection: string;
  readonly people: People;
  /** Whether this connection is the people source itself: its accounts are the people. */
  readonly isSource: boolean;
  readonly now: Date;
  /** Unused for more than so many days is worth a decision. */
  readonly unusedDays: number;
}

/** What a sheet says of an account. Inactive accounts have no access, and so nothing to decide but that they stay so. */
export function rowOf(
  account: ReviewedAccount,
  belonging: Belonging,
  means: RowMeans,
): Omit<ReviewRow, 'key'> {
  const owner = account.human ? ownerFor(account, belonging, means) : sharedOf(belonging);
  const idleDays = idleDaysOf(account.lastUse, means.now);
  return {
    account,
    owner,
    whose: whoseText(account, owner),
    idleDays,
    concerns: account.active === false ? [] : [...concernsOf(account, owner, idleDays, means)],
  };
}

/** Null where there is no people source to compare with. */
function ownerFor(account: ReviewedAccount, belonging: Belonging, means: RowMeans): Owner | null {
  const shared = sharedOf(belonging);
  if (shared) return shared;
  if (means.isSource) return sourceOwner(account, means);
  return means.people.missing === null ? ownerOf(belonging, means.people, means.now) : null;
}

function sharedOf({ whose }: Belonging): Owner | null {
  return whose.kind === 'shared' ? { kind: 'shared', name: whose.name } : null;
}

function sourceOwner({ account, active }: ReviewedAccount, { connection, now, people }: RowMeans): Owner {
  const lastDay = people.lastDay(account);
  if (lastDay && lastDay.end <= now && active !== false) {
    const how = `gone since ${lastDay.day} according to the file of leavers`;
    return { kind: 'left', person: account, how, lastDay };
  }
  if (active === true) return { kind: 'known', person: account };
  if (active === false)
    return { kind: 'left', person: account, how: `suspended or archived in ${connection}`, lastDay: null };
  const reason = `${connection} does not say whether ${account} is suspended or archived.`;
  return { kind: 'unclear', person: account, reason };
}

function whoseText({ human }: ReviewedAccount, owner: Owner | null): string {
  if (owner === null) return human ? 'not known: no people source is configured' : 'not a person';
  switch (owner.kind) {
    case 'known':
      return owner.person;
    case 'shared':
      return `shared account “${owner.name}”`;
    case 'left':
      return `${owner.person} (${owner.how})`;
    case 'stranger':
      return `no known person (${owner.person})`;
    case 'unclear':
      return `not known: ${owner.reason}`;
  }
}

function* concernsOf(
  { privileged, secondFactor, active, human }: ReviewedAccount,
  owner: Owner | null,
  idleDays: number | null,
  { unusedDays }: RowMeans,
): Generator<Concern> {
  if (owner?.kind === 'left') yield 'left';
  if (owner?.kind === 'stranger') yield 'nobody';
  if (owner?.kind === 'unclear' || (owner === null && human)) yield 'unclear-owner';
  if (idleDays !== null && idleDays > unusedDays) yield 'unused';
  if (privileged === true) yield 'privileged';
  if (secondFactor === false && human) yield 'no-second-factor';
  if (active === null) yield 'unclear-state';
}

function idleDaysOf(lastUse: LastUse, now: Date): number | null {
  if (lastUse === null) return null;
  const since = 'at' in lastUse ? lastUse.at : lastUse.neverSince;
  const days = (now.getTime() - Date.parse(since ?? '')) / dayMs;
  // A time that is none, or in the future, tells nothing.
  return Number.isFinite(days) && days >= -1 ? Math.max(0, Math.floor(days)) : null;
}
