import type { EvidenceDocument } from '../../evidence/document.ts';
import { isWhole } from '../../evidence/document.ts';
import type { ControlInput } from '../control.ts';
import { normalAddress } from './address.ts';
import { listed } from './listed.ts';
import { primaryOf, type Whose } from './people.ts';
import { personAddress } from './person-address.ts';
import { twinUncertainties } from './twins.ts';

/** An account of a service where every employee is to have one. */
export interface OwnAccount {
  /** In comparable form; empty where the service knows none. */
  readonly address: string;
  readonly active: boolean | null;
  /** The service's word for that. */
  readonly state: string | null;
  readonly connection: string;
  /** What other controls call it. */
  readonly account: string;
  readonly whose: Whose;
  readonly isPerson: boolean;
}

/** The accounts of one connection by their owners. The service is the smaller side: held, while people stream by. */
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

export interface EmployeeAccount extends Pick<OwnAccount, 'active' | 'address' | 'state'> {
  /** Why it may not be theirs: they have another one that may be active, and have not declared it. Null when it surely is. */
  readonly twin: string | null;
}

export function employeeAccounts(
  document: EvidenceDocument,
  owned: readonly OwnAccount[],
  input: ControlInput<unknown>,
): EmployeeAccounts {
  const accounts = new Map<string, EmployeeAccount>();
  const inUse = owned.filter(({ active, isPerson }) => isPerson && active !== false);
  // In the part of a list that was not seen may be their own: then one under an alias may be somebody else's.
  const twinOf = twinUncertainties(inUse, () => isWhole(document));
  const disputed = new Map<string, string>();
  const seen = new Set<string>();
  for (const account of owned) {
    const { active, address, state, whose } = account;
    seen.add(address);
    const owner = personAddress(whose);
    if (whose.kind === 'several') for (const one of whose.who) disputed.set(one, whose.address);
    else if (owner !== null && rank(owner, account) > rank(owner, accounts.get(owner)))
      accounts.set(owner, { active, address, state, twin: twinOf(account) });
  }
  const declaredUnseen = declaredBut(seen, document, input);
  return {
    connection: document.connection,
    whole: isWhole(document),
    accounts,
    disputed,
    seen,
    declaredUnseen,
  };
}

/** An active account goes before one that may be, and of two the one under the owner's primary address, which is theirs. */
function rank(owner: string, account: Pick<EmployeeAccount, 'active' | 'address'> | undefined): number {
  if (!account) return -1;
  const { active, address } = account;
  return (active === null ? 2 : active ? 4 : 0) + (address === owner ? 1 : 0);
}

function declaredBut(
  seen: ReadonlySet<string>,
  { connection, provider }: EvidenceDocument,
  { people, settings }: ControlInput<unknown>,
): ReadonlySet<string> {
  const unseen = settings.people.identities.filter(({ accounts }) =>
    [...listed(accounts[connection]), ...listed(accounts[provider])].some(
      (name) => !seen.has(normalAddress(name)),
    ),
  );
  return new Set(unseen.map(({ person }) => primaryOf(people, normalAddress(person))));
}
