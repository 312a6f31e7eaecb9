import type { OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { ControlInput, DatasetView } from '../../../judging/control.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import { listed } from '../../../judging/people/listed.ts';
import { primaryOf } from '../../../judging/people/people.ts';
import { twinDoubts } from '../../../judging/people/twins.ts';
import { personAddress } from '../../../judging/vaults/vault-person.ts';
import { readAccounts } from './account-index.ts';

/** The accounts of one connection by their owners. 1Password is the smaller side: held, while people stream by. */
export interface EmployeeAccounts {
  readonly connection: string;
  readonly whole: boolean;
  /** By the owner's primary address; of several accounts of one person an active one, then one that may be, then theirs for sure. */
  readonly accounts: ReadonlyMap<string, EmployeeAccount>;
  /** Addresses of accounts that are claimed by several people, by the primary address of each who claims one. */
  readonly disputed: ReadonlyMap<string, string>;
  /** The addresses of all accounts. */
  readonly seen: ReadonlySet<string>;
  /** Primary addresses of those whom `people.identities` gives an account that was not seen. */
  readonly declaredUnseen: ReadonlySet<string>;
}

export interface EmployeeAccount {
  readonly address: string;
  readonly state: string | null;
  /** Why it may not be theirs: they have another one that may be active, and have not declared it. Null when it surely is. */
  readonly twin: string | null;
}

export function readEmployeeAccounts(
  view: DatasetView<OnePasswordUser>,
  input: ControlInput<unknown>,
): EmployeeAccounts {
  const { connection } = view.document;
  const accounts = new Map<string, EmployeeAccount>();
  const owned = readAccounts(view, input.people);
  const inUse = owned.filter(({ active, isPerson }) => isPerson && active !== false);
  // An account that was seen is one, whatever may be in the part of a list that was not.
  const twinOf = twinDoubts(inUse, () => true);
  const disputed = new Map<string, string>();
  const seen = new Set<string>();
  for (const account of owned) {
    const { address, state, whose } = account;
    seen.add(address);
    const owner = personAddress(whose);
    if (whose.kind === 'several') for (const one of whose.who) disputed.set(one, whose.address);
    else if (owner !== null && rank(owner, account) > rank(owner, accounts.get(owner)))
      accounts.set(owner, { address, state, twin: twinOf(account) });
  }
  const declaredUnseen = declaredBut(seen, view, input);
  return { connection, whole: isWhole(view.document), accounts, disputed, seen, declaredUnseen };
}

/** An active account goes before one that may be, and of two the one under the owner's primary address, which is theirs. */
function rank(owner: string, account: Pick<EmployeeAccount, 'address' | 'state'> | undefined): number {
  if (!account) return -1;
  const active = isActiveState(account.state);
  return (active === null ? 2 : active ? 4 : 0) + (account.address === owner ? 1 : 0);
}

function declaredBut(
  seen: ReadonlySet<string>,
  { document: { connection, provider } }: DatasetView,
  { people, settings }: ControlInput<unknown>,
): ReadonlySet<string> {
  const unseen = settings.people.identities.filter(({ accounts }) =>
    [...listed(accounts[connection]), ...listed(accounts[provider])].some(
      (name) => !seen.has(normalAddress(name)),
    ),
  );
  return new Set(unseen.map(({ person }) => primaryOf(people, normalAddress(person))));
}
