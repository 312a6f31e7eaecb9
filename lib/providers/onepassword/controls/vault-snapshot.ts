import type { OnePasswordAccess, OnePasswordVault } from '../../../evidence/datasets/onepassword.ts';
import type { ControlInput } from '../../../judging/control.ts';
import { type Account, readAccounts } from './account-index.ts';
import { noEvents, readVaultEvents, type VaultEvents } from './events.ts';
import { addressesById } from './people-context.ts';
import type { Snapshot } from './snapshot.ts';

/** The records of one connection's snapshot, held: 1Password is the smaller side of every join. */
export interface VaultSnapshot {
  readonly snapshot: Snapshot;
  readonly vaults: readonly OnePasswordVault[];
  /** Lines of the access list by vault id. */
  readonly rows: ReadonlyMap<string, readonly OnePasswordAccess[]>;
  readonly accounts: readonly Account[];
  readonly addressOfId: ReadonlyMap<string, string>;
  /** Every id that is known to be a person's or a group's, not a vault's. */
  readonly accessors: ReadonlySet<string>;
  /** Set when a person exported the access list; `at` is null when the export does not say when. */
  readonly export: { readonly at: string | null } | null;
  readonly events: VaultEvents;
}

/** Reads everything of one snapshot once. */
export function readVaultSnapshot(snapshot: Snapshot, { now, people }: ControlInput<unknown>): VaultSnapshot {
  const all = snapshot.access ? [...snapshot.access.records()] : [];
  const accounts = snapshot.users ? readAccounts(snapshot.users, people) : [];
  const document = snapshot.access?.document;
  const exported = document?.origin === 'export' ? { at: document.exportedAt ?? null } : null;
  return {
    snapshot,
    vaults: snapshot.vaults ? [...snapshot.vaults.records()] : [],
    rows: Map.groupBy(all, ({ vaultId }) => vaultId),
    accounts,
    addressOfId: addressesById(all, accounts),
    accessors: new Set([
      ...accounts.map(({ id }) => id),
      ...all.flatMap(({ accessorId, members }) => [accessorId, ...(members ?? []).map(({ id }) => id)]),
    ]),
    export: exported,
    events: snapshot.events ? readVaultEvents(snapshot.events, now, exported?.at ?? null) : noEvents,
  };
}
