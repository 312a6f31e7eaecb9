import type { AccessChange, Holder, VaultAccess } from '../compared.ts';
import { defineDataset, defineHeldDataset } from '../dataset.ts';
import { hasVault } from './onepassword-rights.ts';

/** Records of 1Password. `null` means that the answer did not hold the field. */
export interface OnePasswordUser {
  readonly createTime: string | null;
  readonly email: string;
  readonly id: string;
  /** ACTIVE, SUSPENDED, …, as 1Password spells it; null when not given. */
  readonly state: string | null;
}

/** What a record says of itself where it was derived from a baseline and events, and nothing where it was asked for. */
export interface OnePasswordDerived {
  /** Since when it is known: when the baseline was begun, or when the event happened; RFC 3339, UTC. */
  readonly knownAt?: string;
  /** Whoever made the baseline, or did what the event tells; null when not told. */
  readonly knownBy?: string | null;
  /** The event that tells it, by its id; null where the baseline does. */
  readonly knownEvent?: string | null;
  /** A clause: why it may be otherwise; null when it is certain. Of a vault: why others may have it than are listed. */
  readonly uncertain?: string | null;
}

/** One membership of a vault, or of a group that has it, that the two had otherwise. */
export interface OnePasswordDifference {
  /** The group, where it is a membership of one. */
  readonly groupId: string | null;
  readonly accessorId: string;
  readonly accessorType: 'user' | 'group';
  readonly email: string | null;
  /** Whether it had been derived; the export says otherwise. */
  readonly derived: boolean;
}

/** What the last new export of a vault said, held against what had been derived for its moment. */
export interface OnePasswordTested {
  readonly differences?: readonly OnePasswordDifference[];
  /** When that export was begun, RFC 3339, UTC; null where none was held against anything yet. */
  readonly testedAt?: string | null;
  /** When the baseline was begun that was derived from. */
  readonly testedFrom?: string | null;
  /** Memberships that either of the two had, and of which derivation was certain. */
  readonly testedMemberships?: number;
}

export interface OnePasswordVault extends OnePasswordDerived, OnePasswordTested {
  readonly id: string;
  readonly items: number | null;
  readonly name: string;
  /** `shared`, `private` (one person's own) or `everyone`; null when the source does not say, or in a word we do not know. */
  readonly type: 'shared' | 'private' | 'everyone' | null;
  /** Where an export has titles: hosts that items of it lead to, each once; absent without titles. */
  readonly itemHosts?: readonly string[];
  /** Of a derived one, where a service account is configured: whether its own list of tonight was held against what was derived. */
  readonly heldAgainstSdk?: boolean;
  /** Why not all lists of the service account could be read, where that is so. */
  readonly sdkGap?: string;
}

export interface OnePasswordMember extends OnePasswordDerived {
  readonly email: string | null;
  readonly id: string;
  readonly state: string | null;
  readonly kind: OnePasswordKind;
}

/** What an account is. A guest has single vaults. Null when the source does not say, or in a word that we do not know. */
export type OnePasswordKind = 'person' | 'guest' | 'service' | null;

/** One line of a vault's access list: a person or a group, with what it may do. */
export interface OnePasswordAccess extends OnePasswordDerived {
  readonly accessorId: string;
  readonly accessorType: 'user' | 'group' | 'service';
  /** Whether the permissions let the holder read the vault's items; null when they could not be read. */
  readonly canOpen: boolean | null;
  /** Of a user; null for groups or when the source does not say. */
  readonly email: string | null;
  /** Set where an event told that it was granted, or changed, and not which rights: it is had, and no more is known. */
  readonly granted?: boolean;
  /** Of a group: what kind of group it is, such as `RECOVERY` or `USER_DEFINED`, as the source spells it; null when not told. */
  readonly groupType: string | null;
  /** Of a user or a service account; null of a group. */
  readonly kind: OnePasswordKind;
  /** Of a group: its people; null when the source cannot tell. Of a user: null. */
  readonly members: readonly OnePasswordMember[] | null;
  readonly name: string | null;
  /** As the source gives them, by name. */
  readonly permissions: readonly string[];
  /** Whether the rights come to recovery and nothing else: that is not access. */
  readonly recoveryOnly: boolean;
  /** Of a user or a group: ACTIVE, SUSPENDED, DELETED, …; null when the source does not say. */
  readonly state: string | null;
  readonly vaultId: string;
}

/** An audit or sign-in event. Addresses and places are left in the raw answer only. */
export interface OnePasswordEvent {
  readonly action: string | null;
  readonly actorEmail: string | null;
  readonly actorId: string | null;
  readonly auxEmail: string | null;
  readonly auxId: string | null;
  /** `success`, `credentials_failed`, `mfa_failed`, `sso_failed`, … of a sign-in. */
  readonly category: string | null;
  readonly feed: 'audit' | 'sign-in';
  readonly objectId: string | null;
  readonly objectType: string | null;
  /** Set where it was done by somebody from outside the account, such as a managing company. */
  readonly outside?: boolean;
  /** Whom a sign-in was for. */
  readonly targetEmail: string | null;
  readonly targetId: string | null;
  readonly timestamp: string;
  /** `mfa_ok`, `mfa_missing`, `non_sso_user`, … of a sign-in. */
  readonly type: string | null;
  readonly uuid: string;
}

/** Everybody who has an account, in whatever state. */
export const users = defineHeldDataset<OnePasswordUser>({
  provider: 'onepassword',
  name: 'users',
  order: 'email',
  key: (user) => user.email.toLowerCase(),
  id: (user) => user.id,
  continues: false,
  onlyFor: null,
  strata: (user) => [user.state?.toLowerCase() ?? 'unknown-state'],
  people: ['id', 'email'],
  compared: null,
});

/** The vaults that the source can see. */
export const vaults = defineDataset<OnePasswordVault>({
  provider: 'onepassword',
  name: 'vaults',
  order: 'id',
  key: (vault) => vault.id,
  id: null,
  continues: false,
  onlyFor: null,
  strata: (vault) => [vault.type ?? 'unknown-type'],
  people: ['differences[].accessorId', 'differences[].email', 'knownBy'],
  compared: null,
});

/** Who and what has each of those vaults: one record per vault and holder. */
export const vaultAccess = defineDataset<OnePasswordAccess>({
  provider: 'onepassword',
  name: 'vault-access',
  order: 'vault',
  key: (access) => `${access.vaultId}/${access.accessorType}/${access.accessorId}`,
  id: null,
  continues: false,
  onlyFor: null,
  strata: (access) => [access.accessorType],
  people: ['accessorId', 'email', 'knownBy', 'name', 'members[].id', 'members[].email', 'members[].knownBy'],
  compared: {
    kind: 'access',
    vaults,
    vault: ({ id, name, type }: OnePasswordVault) => (type === 'private' ? null : { id, name }),
    access: accessOf,
    log: { dataset: { name: 'events' }, change: changeOf },
  },
});

/** 1Password keeps events for so many days: the Events API goes back no further. */
export const eventsRetentionDays = 120;

/** Audit and sign-in events since the last night. The feed is part of the key: the two number their events apart. */
export const events = defineDataset<OnePasswordEvent>({
  provider: 'onepassword',
  name: 'events',
  order: 'time',
  key: (event) => `${new Date(event.timestamp).toISOString()}/${event.uuid}/${event.feed}`,
  id: (event) => `${event.feed}/${event.uuid}`,
  continues: { retentionDays: eventsRetentionDays },
  onlyFor: null,
  strata: (event) => [event.feed],
  people: ['actorId', 'actorEmail', 'auxId', 'auxEmail', 'objectId', 'targetId', 'targetEmail'],
  compared: null,
});

function accessOf(line: OnePasswordAccess): VaultAccess {
  const { accessorId, accessorType, members, vaultId } = line;
  const own = line.email?.toLowerCase() ?? line.name ?? accessorId;
  return {
    vault: vaultId,
    holder: {
      key: `${accessorType}/${accessorId}`,
      name: accessorType === 'user' ? own : `${accessorType} ${own}`,
    },
    opens: hasVault(line) !== false,
    ...(line.uncertain ? { uncertain: true } : {}),
    ...(accessorType === 'group' ? { members: members?.map(holderOf) ?? null } : {}),
  };
}

function holderOf({ email, id, kind, uncertain }: OnePasswordMember): Holder {
  const key = `${kind === 'service' ? 'service' : 'user'}/${id}`;
  return { key, name: email?.toLowerCase() ?? id, ...(uncertain ? { uncertain: true } : {}) };
}

/** What an audit event tells of who came and went; which of its ids is whose stands in the provider's README. */
function changeOf(event: OnePasswordEvent): AccessChange | null {
  const { action, actorEmail, actorId, auxId, objectId, objectType, timestamp } = event;
  const what = `${action} ${objectType}`;
  const common = { at: timestamp, by: actorEmail ?? actorId, vault: null, group: null, holder: null };
  const joins = action === 'grant' || action === 'join';
  switch (what) {
    case 'grant uva':
    case 'revoke uva':
      return { ...common, joins, vault: objectId, holder: `user/${auxId}` };
    case 'grant gva':
    case 'revoke gva':
      return { ...common, joins, vault: objectId, holder: `group/${auxId}` };
    case 'join gm':
    case 'leave gm':
      return { ...common, joins, group: `group/${objectId}`, holder: `user/${auxId}` };
    case 'delete vault':
      return { ...common, joins, vault: objectId };
    case 'delete user':
    case 'purge user':
    case 'suspend user':
      return { ...common, joins, holder: `user/${objectId}` };
    case 'delete group':
      return { ...common, joins, holder: `group/${objectId}` };
    default:
      return null;
  }
}
