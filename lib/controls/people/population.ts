import type { Assessment, ControlInput } from '../../judging/control.ts';
import { named, whoOf } from '../../judging/judgement.ts';
import type { Whose } from '../../judging/people/people.ts';
import { twinUncertainties } from '../../judging/people/twins.ts';
import { addsUp, type Reconciliation, reconciledText } from '../../judging/totals/reconcile.ts';
import { type AccountList, accountLists, type ServiceAccount } from './services.ts';

/** One account of a service that is or may be a person's, and active. */
export interface PersonalAccount {
  /** Connection and the provider's id of the account. */
  readonly key: string;
  /** `account (connection)`. */
  readonly subject: string;
  readonly account: string;
  readonly connection: string;
  /** What the service does not say of it, as the end of a sentence; null for one that surely counts. */
  readonly unstated: string | null;
  readonly whose: Whose;
  /** Why it may not be the person's that it seems to be; null where it surely is. */
  readonly twin: string | null;
  /** Of what somebody let in at Google: what it is, as the end of a sentence. */
  readonly granted?: string;
}

type Entry = Omit<PersonalAccount, 'twin'>;

/** The human accounts of every service that are not known to be inactive. Services are the smaller side: held. */
export function* readPopulation(input: ControlInput<unknown>): Generator<PersonalAccount> {
  const accounts = new Map<string, Entry>();
  const cut = new Set<string>();
  for (const list of accountLists(input)) {
    if (!list.whole) cut.add(list.connection);
    for (const account of list.accounts) {
      if (!mayCount(account)) continue;
      const entry = entryOf(account, list, input);
      const before = accounts.get(entry.key);
      if (!before || before.unstated !== null) accounts.set(entry.key, entry);
    }
  }
  const twinOf = twinUncertainties(accounts.values(), (connection) => !cut.has(connection));
  for (const entry of accounts.values()) yield { ...entry, twin: twinOf(entry) };
}

/**
 * What the providers' own counts say of the population: a list that is short of some, or, where nobody was judged, that
 * there is nobody. For that every service must count its accounts, and none more than it lists.
 *
 * @param judged how many accounts were judged
 */
export function* countedPopulation(input: ControlInput<unknown>, judged: number): Generator<Assessment> {
  const all = accountLists(input);
  for (const { connection, total } of all)
    if (total && !addsUp(total.held)) {
      const reason = `${connection}: ${reconciledText(total.held, total.what, total.by)}`;
      yield { ...whoOf(connection, 'accounts', `accounts of ${connection}`), verdict: 'unknown', reason };
    }
  const confirmed = all.filter(({ total, whole }) => whole && total && isBorneOut(total.held));
  if (judged > 0 || all.length === 0 || confirmed.length < all.length) return;
  const names = confirmed.map(({ connection }) => connection).join(', ');
  const reason = `There is no account of a person: confirmed by what ${names} counts.`;
  yield { ...named('accounts'), verdict: 'pass', reason };
}

/** What only proves paging, or counts others as well, does not say that nobody was left out. */
function isBorneOut(held: Reconciliation): boolean {
  return held.kind === 'independent' && addsUp(held);
}

function mayCount({ active, human }: ServiceAccount): boolean {
  return active !== false && human !== false;
}

function entryOf(
  { account, active, email, human, id }: ServiceAccount,
  { connection, provider }: AccountList,
  { people }: ControlInput<unknown>,
): Entry {
  return {
    ...whoOf(connection, id, `${account} (${connection})`),
    account,
    connection,
    unstated:
      active === null
        ? 'whether the account is active'
        : human === null
          ? 'whether a person signs in with it'
          : null,
    whose: people.whose({ connection, provider, account, email }),
  };
}
