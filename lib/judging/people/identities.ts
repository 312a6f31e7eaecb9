import type { ControlSettings } from '../control.ts';
import { normalAddress } from './address.ts';
import { listed } from './listed.ts';

/** Whose an account is by `people.identities`, as an address in comparable form; null when it is not listed. */
export type PersonOf = (connection: string, provider: string, account: string) => string | null;

/** Looks accounts up by the connection's id or, as most configurations write it, by the provider's. */
export function identityLookup(settings: ControlSettings): PersonOf {
  const people = new Map<string, string>();
  for (const { person, accounts } of settings.people.identities)
    for (const [service, names] of Object.entries(accounts))
      for (const account of listed(names)) people.set(keyOf(service, account), normalAddress(person));
  return (connection, provider, account) =>
    people.get(keyOf(connection, account)) ?? people.get(keyOf(provider, account)) ?? null;
}

/** Every address that `people.identities` holds, of people and of accounts, in comparable form. */
export function identityAddresses(settings: ControlSettings): readonly string[] {
  return settings.people.identities
    .flatMap(({ person, accounts }) => [person, ...Object.values(accounts).flatMap(listed)])
    .filter((name) => name.includes('@'))
    .map(normalAddress);
}

function keyOf(service: string, account: string): string {
  return JSON.stringify([service, normalAddress(account)]);
}
