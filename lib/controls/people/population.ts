import type { ControlInput, ControlSettings } from '../../judging/control.ts';
import { whoOf } from '../../judging/judgement.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { identityLookup } from '../../judging/people/identities.ts';
import { type AccountList, accountLists, type ServiceAccount } from './services.ts';

/** One human account of a service, active or perhaps active, with whom it should belong to. */
export interface PersonalAccount {
  /** Connection and the provider's id of the account. */
  readonly key: string;
  /** `account (connection)`. */
  readonly subject: string;
  readonly account: string;
  readonly connection: string;
  /** False when the service does not say whether it is active. */
  readonly surelyActive: boolean;
  /** Address of the person it should belong to; null when neither the service nor the configuration gives one. */
  readonly person: string | null;
  /** Whether `person` comes from `people.identities`. */
  readonly identified: boolean;
  /** Name of the declared shared account that it is, if it is one. */
  readonly shared: string | null;
}

export interface Population {
  readonly accounts: readonly PersonalAccount[];
  /** Addresses to ask the people source about. */
  readonly addresses: ReadonlySet<string>;
}

/** The human accounts of every service that are not known to be inactive. Services are the smaller side: held. */
export function readPopulation(input: ControlInput<unknown>): Population {
  const accounts = new Map<string, PersonalAccount>();
  const personal = personalReader(input.settings);
  for (const list of accountLists(input)) {
    for (const entry of list.accounts) {
      if (!entry.human || entry.active === false) continue;
      const account = personal(list, entry);
      if (!accounts.get(account.key)?.surelyActive) accounts.set(account.key, account);
    }
  }
  const addresses = new Set([...accounts.values()].flatMap(({ person }) => (person ? [person] : [])));
  return { accounts: [...accounts.values()], addresses };
}

function personalReader(settings: ControlSettings) {
  const belonging = belongingReader(settings);
  return (list: AccountList, entry: ServiceAccount): PersonalAccount => ({
    ...whoOf(list.connection, entry.id, `${entry.account} (${list.connection})`),
    account: entry.account,
    connection: list.connection,
    surelyActive: entry.active === true,
    ...belonging(list, entry),
  });
}

/** Whom an account should belong to, by its service and by the configuration. */
export type Belonging = Pick<PersonalAccount, 'person' | 'identified' | 'shared'>;

/** Looks up whom accounts should belong to. */
export function belongingReader(settings: ControlSettings) {
  const personOf = identityLookup(settings);
  return (
    { connection, provider }: Pick<AccountList, 'connection' | 'provider'>,
    { account, email }: Pick<ServiceAccount, 'account' | 'email'>,
  ): Belonging => {
    const identified = personOf(connection, provider, account);
    return {
      person: identified ?? email,
      identified: identified !== null,
      shared: sharedName(settings, connection, account),
    };
  };
}

function sharedName(settings: ControlSettings, connection: string, account: string): string | null {
  const found = settings.sharedAccounts.find(
    (shared) => shared.connection === connection && normalAddress(shared.account ?? '') === account,
  );
  return found?.name ?? null;
}
