import type { ControlSettings, SharedAccount } from '../control.ts';
import { normalAddress } from './address.ts';

/** The name under which an account of a connection is declared as shared; null when it is not. */
export type SharedName = (connection: string, account: string) => string | null;

export function sharedLookup({ sharedAccounts }: Pick<ControlSettings, 'sharedAccounts'>): SharedName {
  const names = new Map<string, string>();
  for (const { account, connection, name } of sharedAccounts)
    if (connection !== null && account !== null) {
      const key = keyOf(connection, account);
      if (!names.has(key)) names.set(key, name);
    }
  return (connection, account) => names.get(keyOf(connection, account)) ?? null;
}

/** What an attestation calls a shared account: one that is kept elsewhere since is another. */
export function sharedAccountKey({ account, connection, name, vault }: SharedAccount): string {
  return [name, connection ?? '', normalAddress(account ?? ''), vault ?? ''].join(' · ');
}

function keyOf(connection: string, account: string): string {
  return JSON.stringify([connection, normalAddress(account)]);
}
