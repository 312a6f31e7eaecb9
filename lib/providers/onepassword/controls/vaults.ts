import { type OnePasswordVault, vaults } from '../../../evidence/datasets/onepassword.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { ControlInput } from '../../../judging/control.ts';
import { whoOf } from '../../../judging/judgement.ts';
import { listNames } from '../../../judging/people/names.ts';
import { type TwinUncertainty, twinUncertainties } from '../../../judging/people/twins.ts';
import type { Vault, Vaults } from '../../../judging/vaults/shared-vault.ts';
import { indexAccounts } from './account-index.ts';
import { changeAfter, endAfter } from './events.ts';
import { type GroupLookup, googleGroups } from './google-groups.ts';
import type { PeopleContext } from './people-context.ts';
import { readSnapshots } from './snapshot.ts';
import { unseenVaults } from './unseen-vaults.ts';
import { mayHave, peopleOf } from './vault-people.ts';
import { readVaultSnapshot, type VaultSnapshot } from './vault-snapshot.ts';

/** Reads the vaults of every 1Password connection, with the people who have them. */
export function readVaults(input: ControlInput<unknown>): Vaults {
  const vaultSnapshots = readSnapshots(input).map((snapshot) => readVaultSnapshot(snapshot, input));
  const groups = googleGroups(input);
  const judged = vaultSnapshots.flatMap((vaultSnapshot) => {
    const context = contextOf(vaultSnapshot, groups, input);
    return vaultSnapshot.vaults.map((vault) => describe(vault, vaultSnapshot, context));
  });
  const seers = input.views(vaults).map(({ document }) => document.principal ?? document.connection);
  const connections = new Set(
    input.documents
      .filter(({ provider }) => provider === vaults.provider)
      .map(({ connection }) => connection),
  );
  return {
    vaults: judged,
    unseen: vaultSnapshots.flatMap(unseenVaults),
    connections,
    seenBy: listNames(seers),
  };
}

function contextOf(
  vaultSnapshot: VaultSnapshot,
  groups: GroupLookup,
  { people, settings }: ControlInput<unknown>,
): PeopleContext {
  const { accounts, addressOfId, events, export: exported, snapshot } = vaultSnapshot;
  const exportedAt = exported?.at ?? null;
  return {
    accounts: snapshot.users && indexAccounts(snapshot.users, accounts),
    exported: exported !== null,
    people,
    twinOf: twinsIn(vaultSnapshot),
    connection: snapshot.connection,
    provider: vaults.provider,
    groups,
    vaultGroups: settings.vaultGroups,
    addressOfId,
    endedAfter: (id, address) =>
      exportedAt === null ? null : endAfter(events.events, exportedAt, id, address),
  };
}

/** Two accounts of one person are looked for in the list of users; without one there is nothing to look in. */
function twinsIn({ accounts, snapshot: { users } }: VaultSnapshot): TwinUncertainty {
  if (!users) return () => null;
  const counted = accounts.filter(({ active, isPerson }) => isPerson && active !== false);
  return twinUncertainties(counted, () => isWhole(users.document));
}

function describe(
  { id, name, type, uncertain }: OnePasswordVault,
  vaultSnapshot: VaultSnapshot,
  context: PeopleContext,
): Vault {
  const { access, connection } = vaultSnapshot.snapshot;
  return {
    ...whoOf(connection, id, name),
    connection,
    externalId: null,
    id,
    name,
    kind: type === 'everyone' ? 'shared' : type,
    people: peopleOf(vaultSnapshot.rows.get(id) ?? [], context, uncertain ?? null),
    whole: access !== null && isWhole(access.document),
    outdated: outdated(id, vaultSnapshot),
    unvouched: unvouched(vaultSnapshot),
  };
}

function outdated(vault: string, { events, export: exported, rows }: VaultSnapshot): Vault['outdated'] {
  if (!exported?.at) return null;
  const groups = (rows.get(vault) ?? []).filter((row) => row.accessorType === 'group' && mayHave(row));
  const ids = new Set(groups.map(({ accessorId }) => accessorId));
  const change = changeAfter(events.events, exported.at, vault, ids);
  if (!change) return null;
  const deleted = change.objectType === 'vault' && change.action === 'delete';
  const what = deleted ? 'It was deleted' : 'Membership changed';
  const [changed, made] = [change.timestamp.slice(0, 10), exported.at.slice(0, 10)];
  return { deleted, reason: `${what} on ${changed}, after the export of ${made}: make a new export.` };
}

function unvouched({ events, export: exported }: VaultSnapshot): string | null {
  if (exported === null) return null;
  if (exported.at === null) return 'The export does not say when it was made.';
  if (events.gap === null) return null;
  return `Whether membership changed since the export of ${exported.at.slice(0, 10)} was not seen: ${events.gap}`;
}
