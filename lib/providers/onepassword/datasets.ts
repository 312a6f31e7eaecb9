import type { Dataset } from '../../evidence/dataset.ts';
import type {
  OnePasswordAccess,
  OnePasswordEvent,
  OnePasswordUser,
  OnePasswordVault,
} from '../../evidence/datasets/onepassword.ts';

/** Everybody who has an account, in whatever state. */
export const users: Dataset<OnePasswordUser> = {
  name: 'users',
  order: 'email',
  key: (user) => user.email.toLowerCase(),
  id: (user) => user.id,
  strata: (user) => [user.state?.toLowerCase() ?? 'unknown-state'],
};

/** The vaults that the source can see. */
export const vaults: Dataset<OnePasswordVault> = {
  name: 'vaults',
  order: 'id',
  key: (vault) => vault.id,
  strata: (vault) => [vault.type ?? 'unknown-type'],
};

/** Who and what has each of those vaults: one record per vault and holder. */
export const vaultAccess: Dataset<OnePasswordAccess> = {
  name: 'vault-access',
  order: 'vault',
  key: (access) => `${access.vaultId}/${access.accessorType}/${access.accessorId}`,
  strata: (access) => [access.accessorType],
};

/** Audit and sign-in events since the last night. The feed is part of the key: the two number their events apart. */
export const events: Dataset<OnePasswordEvent> = {
  name: 'events',
  continues: true,
  order: 'time',
  key: (event) => `${new Date(event.timestamp).toISOString()}/${event.uuid}/${event.feed}`,
  id: (event) => `${event.feed}/${event.uuid}`,
  strata: (event) => [event.feed],
};
