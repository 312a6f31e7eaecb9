import type { OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { ControlInput, DatasetView } from '../../../judging/control.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import { listed } from '../../../judging/people/listed.ts';
import { primaryOf } from '../../../judging/people/people.ts';
import { isActiveState } from './accounts.ts';
import { personAddress } from './vault-person.ts';

/** The accounts of one connection by their owners. 1Password is the smaller side: held, while people stream by. */
export interface EmployeeAccounts {
  readonly connection: string;
  readonly whole: boolean;
  /** By the owner's primary address; of several accounts of one person an active one, then one that may be. */
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
}

export function readEmployeeAccounts(
  view: DatasetView<OnePasswordUser>,
  input: ControlInput<unknown>,
): EmployeeAccounts {
  const { connection, provider } = view.document;
  const accounts = new Map<string, EmployeeAccount>();
  const disputed = new Map<string, string>();
  const seen = new Set<string>();
  for (const { email, id, state } of view.records()) {
    const address = normalAddress(email);
    seen.add(address);
    const account = address || id;
    const whose = input.people.whose({ connection, provider, account, email: address || null });
    const owner = personAddress(whose);
    if (whose.kind === 'several') for (const one of whose.who) disputed.set(one, whose.address);
    else if (owner !== null && rank(state) > rank(accounts.get(owner)?.state))
      accounts.set(owner, { address, state });
  }
  const declaredUnseen = declaredBut(seen, view, input);
  return { connection, whole: isWhole(view.document), accounts, disputed, seen, declaredUnseen };
}

function rank(state: string | null | undefined): number {
  if (state === undefined) return -1;
  const active = isActiveState(state);
  return active === null ? 1 : active ? 2 : 0;
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
