import type { OnePasswordSettings } from '../../../lib/providers/onepassword/settings.ts';
import type { ConnectionInput } from '../../../lib/providers/provider.ts';

export const now = new Date('2026-11-23T02:00:00Z');

/** Values that must turn up nowhere. */
export const canaries = {
  usersClientId: 'client-of-acme',
  usersClientSecret: 'canary-users-secret-1f7c',
  eventsToken: 'canary-events-token-93ab',
  serviceAccountToken: 'ops_canary-service-token-77e0',
};

export const bearer = 'canary-bearer-token-5d21';

export const base: OnePasswordSettings = { account: 'ACCOUNT1', region: 'com', source: 'sdk', maxAgeDays: 7 };

/** A connection of Acme's, with whatever the test changes. */
export function connection(
  given: Omit<Partial<ConnectionInput<OnePasswordSettings>>, 'settings'> & {
    settings?: Partial<OnePasswordSettings>;
  },
): Partial<ConnectionInput<OnePasswordSettings>> & { settings: OnePasswordSettings } {
  return {
    id: 'onepassword',
    credential: JSON.stringify(canaries),
    ...given,
    settings: { ...base, ...given.settings },
  };
}

export function person(name: string, state: string | null = 'ACTIVE') {
  return {
    id: `USER${name.toUpperCase()}`,
    email: `${name}@acme.example`,
    display_name: name,
    ...(state === null ? {} : { state }),
    create_time: '2024-01-15T10:30:00Z',
  };
}

export function audit(uuid: string, timestamp = '2026-11-22T16:33:50Z') {
  return {
    uuid,
    timestamp,
    actor_uuid: 'USERANA',
    actor_details: { uuid: 'USERANA', name: 'Ana', email: 'ana@acme.example' },
    action: 'grant',
    object_type: 'uva',
    object_uuid: 'vault1',
    aux_uuid: 'USERBEN',
    aux_details: { uuid: 'USERBEN', name: 'Ben', email: 'ben@acme.example' },
    session: { ip: '192.0.2.10' },
  };
}

export function signIn(uuid: string, timestamp = '2026-11-22T17:00:00Z') {
  return {
    uuid,
    timestamp,
    category: 'success',
    type: 'mfa_ok',
    target_user: { uuid: 'USERANA', name: 'Ana', email: 'ana@acme.example' },
    client: { ip_address: '192.0.2.10' },
  };
}

/** `op`'s answer about somebody who has a vault. */
export function opUser(name: string, extra: Record<string, unknown> = {}) {
  return {
    id: `USER${name.toUpperCase()}`,
    name,
    email: `${name}@acme.example`,
    type: 'MEMBER',
    state: 'ACTIVE',
    permissions: ['view_items', 'view_and_copy_passwords'],
    ...extra,
  };
}

export function opGroup(name: string, extra: Record<string, unknown> = {}) {
  return {
    id: `group-${name.toLowerCase()}`,
    name,
    type: 'USER_DEFINED',
    state: 'ACTIVE',
    permissions: ['view_items'],
    users: [opUser('ana', { permissions: undefined, role: 'MEMBER' })],
    ...extra,
  };
}

export function opVault(id: string, extra: Record<string, unknown> = {}) {
  return {
    id,
    name: `Vault ${id}`,
    items: 3,
    type: 'USER_CREATED',
    users: [opUser('ana')],
    groups: [],
    ...extra,
  };
}

export function exported(vaults: readonly unknown[], extra: Record<string, unknown> = {}) {
  return {
    exportedAt: '2026-11-22T09:00:00Z',
    exportedBy: 'ana@acme.example',
    permission: 'manage_vault',
    vaults,
    ...extra,
  };
}
