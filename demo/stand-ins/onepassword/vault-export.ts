import type { OnePasswordGroup, OnePasswordPerson, OnePasswordVault, OnePasswordWorld } from './world.ts';

/** So long the script asks before it has everything. */
const askingMs = 40_000;

/** What `op` prints of vaults, put together by a person: the file of a connection with `source: export`. */
export function vaultExport(world: OnePasswordWorld, at: Date, by: string): object {
  return {
    startedAt: timeText(at.getTime() - askingMs),
    exportedAt: timeText(at.getTime()),
    exportedBy: by,
    permission: 'manage_vault',
    groups: world.groups.map((group) => exportGroup(world, group)),
    vaults: world.vaults.map((vault) => exportVault(world, vault)),
  };
}

function exportVault(world: OnePasswordWorld, vault: OnePasswordVault): object {
  return {
    id: vault.id,
    name: vault.name,
    type: 'USER_CREATED',
    content_version: vault.items * 3,
    created_at: vault.createdAt,
    updated_at: vault.updatedAt,
    items: vault.items,
    users: vault.users.flatMap((grant) =>
      found(world.users, grant.id).map((user) => ({ ...person(user), permissions: grant.permissions })),
    ),
    groups: vault.groups.flatMap(({ id, permissions }) =>
      found(world.groups, id).map((group) => ({ ...exportGroup(world, group), permissions })),
    ),
  };
}

function exportGroup(world: OnePasswordWorld, group: OnePasswordGroup): object {
  return {
    id: group.id,
    name: group.name,
    type: types[group.name] ?? 'USER_DEFINED',
    state: 'ACTIVE',
    users: group.members.flatMap((member) =>
      found(world.users, member).map((user) => ({ ...person(user), role: 'MEMBER' })),
    ),
  };
}

/** Groups that 1Password has of itself. */
const types: Readonly<Record<string, string>> = {
  Owners: 'OWNERS',
  Administrators: 'ADMINISTRATORS',
  Recovery: 'RECOVERY',
};

function timeText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function person({ id, name, email, state }: OnePasswordPerson): object {
  return { id, name, email, type: 'MEMBER', state };
}

function found<Row extends { readonly id: string }>(rows: readonly Row[], id: string): readonly Row[] {
  return rows.filter((row) => row.id === id);
}
