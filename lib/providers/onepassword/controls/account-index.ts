import type { OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import { isActiveState, isServiceAddress } from '../../../evidence/datasets/onepassword-states.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { DatasetView } from '../../../judging/control.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import type { OwnAccount } from '../../../judging/people/employee-accounts.ts';
import type { People } from '../../../judging/people/people.ts';
import { personAddress } from '../../../judging/people/person-address.ts';

export interface Account extends OwnAccount {
  readonly id: string;
}

/** The list of 1Password users, to tell the state of whoever stands in an access list. */
export interface AccountIndex {
  /** Whether somebody who is not in it has no account. */
  readonly whole: boolean;
  readonly byId: ReadonlyMap<string, Account>;
  /** By address; of two accounts under one address the active one. */
  readonly byAddress: ReadonlyMap<string, Account>;
  /** By their owner's primary address; of several accounts an active one. */
  readonly byPerson: ReadonlyMap<string, Account>;
}

/** The whole list: 1Password is the smaller side of every join. */
export function readAccounts(view: DatasetView<OnePasswordUser>, people: People): readonly Account[] {
  const { connection, provider } = view.document;
  return Array.from(view.records(), ({ email, id, state }) => {
    const address = normalAddress(email);
    const account = address || id;
    const whose = people.whose({ connection, provider, account, email: address || null });
    const [active, isPerson] = [isActiveState(state), !isServiceAddress(email)];
    return { id, address, active, state, connection, account, whose, isPerson };
  });
}

export function indexAccounts(
  { document }: DatasetView<OnePasswordUser>,
  accounts: readonly Account[],
): AccountIndex {
  return {
    whole: isWhole(document),
    byId: new Map(accounts.map((account) => [account.id, account])),
    byAddress: preferActive(accounts, ({ address }) => address),
    byPerson: preferActive(accounts, ({ address, whose }) => personAddress(whose) ?? address),
  };
}

function preferActive(
  accounts: readonly Account[],
  keyOf: (account: Account) => string,
): Map<string, Account> {
  const index = new Map<string, Account>();
  for (const account of accounts)
    if (index.get(keyOf(account))?.active !== true) index.set(keyOf(account), account);
  return index;
}
