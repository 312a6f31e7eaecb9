import type { OnePasswordGrant, OnePasswordPerson, OnePasswordVault, OnePasswordWorld } from './world.ts';

/** What `op` prints of the vaults, put together by a person: the file of a connection with `source: export`. */
export function vaultExport(world: OnePasswordWorld, at: Date, by: string): object {
  return {
    exportedAt: `${at.toISOString().slice(0, 19)}Z`,
    exportedBy: by,
    vaults: world.vaults.map((vault) => exportVault(world, vault)),
  };
}

function exportVault(world: OnePasswordWorld, vault: OnePasswordVault): object {
  return {
    id: vault.id,
    name: vault.name,
    content_version: vault.items * 3,
    created_at: vault.createdAt,
    updated_at: vault.updatedAt,
    items: vault.items,
    users: vault.users.flatMap((grant) =>
      found(world.users, grant.id).map((user) => ({ ...person(user), permissions: grant.permissions })),
    ),
    groups: vault.groups.flatMap((grant) => exportGroup(world, grant)),
  };
}

function exportGroup(world: OnePasswordWorld, { id, permissions }: OnePasswordGrant): object[] {
  return found(world.groups, id).map((group) => ({
    id: group.id,
    name: group.name,
    description: '',
    state: 'ACTIVE',
    created_at: group.createdAt,
    permissions,
    users: group.members.flatMap((member) =>
      found(world.users, member).map((user) => ({ ...person(user), role: 'MEMBER' })),
    ),
  }));
}

function person({ id, name, email, state }: OnePasswordPerson): object {
  return { id, name, email, type: 'MEMBER', state };
}

function found<Row extends { readonly id: string }>(rows: readonly Row[], id: string): readonly Row[] {
  return rows.filter((row) => row.id === id);
}
