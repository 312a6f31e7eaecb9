import type { OnePasswordAccess } from '../../../evidence/datasets/onepassword.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import type { People } from '../../../judging/people/people.ts';
import type { TwinUncertainty } from '../../../judging/people/twins.ts';
import type { Account, AccountIndex } from './account-index.ts';
import type { GroupLookup } from './google-groups.ts';

/** What the access list alone does not tell of the people in it. */
export interface PeopleContext {
  /** Null when there is no list of 1Password users: states then come from the access list. */
  readonly accounts: AccountIndex | null;
  /** Whether the access list is an export, which tells everybody's state; the API tells ids alone. */
  readonly exported: boolean;
  readonly people: People;
  /** Why an account of this connection may not be the person's that it seems to be. */
  readonly twinOf: TwinUncertainty;
  readonly connection: string;
  readonly provider: string;
  readonly groups: GroupLookup;
  /** 1Password group (id or name) → Google group address. */
  readonly vaultGroups: Readonly<Record<string, string>>;
  /** Addresses by 1Password id, for lines that give only the id. */
  readonly addressOfId: ReadonlyMap<string, string>;
  /** When somebody was suspended or deleted after the snapshot, by id and address; null when not. */
  readonly endedAfter: (id: string | null, address: string | null) => string | null;
}

/** Addresses in comparable form by 1Password id, from the access list and, above it, the list of users. */
export function addressesById(
  rows: readonly OnePasswordAccess[],
  accounts: readonly Account[],
): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const { accessorId, email, members } of rows) {
    if (email) addresses.set(accessorId, normalAddress(email));
    for (const member of members ?? [])
      if (member.email) addresses.set(member.id, normalAddress(member.email));
  }
  for (const { address, id } of accounts) if (address !== '') addresses.set(id, address);
  return addresses;
}

/** The Google group that a 1Password group is provisioned from, as `vaultGroups` says; null when it does not. */
export function googleGroupOf(
  { accessorId, name }: OnePasswordAccess,
  vaultGroups: Readonly<Record<string, string>>,
): string | null {
  const keys = name === null ? [accessorId] : [accessorId, name];
  const key = keys.find((one) => Object.hasOwn(vaultGroups, one));
  return key === undefined ? null : (vaultGroups[key] ?? null);
}
