import type { VaultAccess } from '../compared.ts';
import { defineDataset } from '../dataset.ts';

/** Records of Bitwarden. `null` means that the answer did not say, which is never the same as "no". */
export interface BitwardenMember {
  /** Of older servers alone: whether the member has every collection, whatever was assigned. */
  readonly accessAll: boolean | null;
  readonly email: string | null;
  readonly externalId: string | null;
  /** The membership's id, not the person's. */
  readonly id: string;
  /** Of a custom role: what it was granted, by name. Null of every other role, and where it is not told. */
  readonly permissions: readonly string[] | null;
  /** `confirmed`, `accepted` (waits to be confirmed, and opens nothing), `invited`, `revoked`; `status 9` for a number that we do not know. */
  readonly status: string | null;
  /** Whether two-step login is set up for the person's account. Says nothing of a sign-in through an identity provider. */
  readonly twoFactorEnabled: boolean | null;
  /** `owner`, `admin`, `user`, `manager` (older servers), `custom`; `type 9` for a number that we do not know. */
  readonly type: string | null;
  readonly userId: string | null;
}

export interface BitwardenGroup {
  /** Of older servers alone: whether the group has every collection. */
  readonly accessAll: boolean | null;
  /** Ids of those that were assigned to it; null where that was not told. */
  readonly collections: readonly string[] | null;
  readonly externalId: string | null;
  readonly id: string;
  /** Ids of memberships; null where they were not told. */
  readonly members: readonly string[] | null;
  readonly name: string | null;
}

/** A collection. Its name is encrypted, and no API tells it. */
export interface BitwardenCollection {
  /** What another system, or a person, calls it. */
  readonly externalId: string | null;
  readonly id: string;
}

/** Somebody in a group that has a collection. */
export interface BitwardenHolder {
  readonly email: string | null;
  readonly id: string;
  readonly status: string | null;
}

/** That a member or a group was given a collection. Owners and administrators may open others besides. */
export interface BitwardenAccess {
  readonly accessorId: string;
  readonly accessorType: 'group' | 'member';
  readonly collectionId: string;
  /** Of a member. */
  readonly email: string | null;
  readonly externalId: string | null;
  /** Whether passwords are hidden from whoever has it so. */
  readonly hidePasswords: boolean | null;
  readonly manage: boolean | null;
  /** Of a group: its people; null where they were not told. Of a member: null. */
  readonly members: readonly BitwardenHolder[] | null;
  /** Of a group. */
  readonly name: string | null;
  readonly readOnly: boolean | null;
  /** Of a member. */
  readonly status: string | null;
}

export interface BitwardenPolicy {
  readonly enabled: boolean | null;
  readonly id: string;
  /** Bitwarden's number: see `twoStepPolicy`. */
  readonly type: number | null;
}

/** Something that happened. Addresses and devices are left in the raw answer only. */
export interface BitwardenEvent {
  /** The person's id, not the membership's. */
  readonly actingUserId: string | null;
  readonly collectionId: string | null;
  /** RFC 3339, as Bitwarden wrote it. */
  readonly date: string;
  readonly groupId: string | null;
  readonly itemId: string | null;
  readonly memberId: string | null;
  /** Bitwarden gives events no id: which one this is of those on a page that are the same in everything, from 0. */
  readonly ordinal: number;
  readonly policyId: string | null;
  /** Bitwarden's number, such as 1003: two-step login disabled. */
  readonly type: number;
}

/** The policy that requires two-step login of members. */
export const twoStepPolicy = 0;

/** Whether a status means that a member may open what was assigned. Null for every word that we do not know. */
export function isOpenStatus(status: string | null): boolean | null {
  if (status === 'confirmed') return true;
  return status !== null && ['accepted', 'invited', 'revoked'].includes(status) ? false : null;
}

/** What a collection is called where nobody named it. */
export function collectionName({ externalId, id }: BitwardenCollection): string {
  return externalId ?? `collection ${id}`;
}

/** What no dataset has otherwise: one that forgets a word of its own is then noticed by the compiler. */
const common = { provider: 'bitwarden', id: null, onlyFor: null } as const;

/** Everybody who is or was let in, and whoever was invited. */
export const members = defineDataset<BitwardenMember>({
  ...common,
  name: 'members',
  order: 'id',
  continues: false,
  key: ({ id }) => id,
  strata: ({ status, twoFactorEnabled, type }) => [
    status ?? 'status-unknown',
    type ?? 'type-unknown',
    `two-step-${twoFactorEnabled === null ? 'unknown' : twoFactorEnabled ? 'enabled' : 'disabled'}`,
  ],
  people: ['email', 'externalId', 'id', 'userId'],
  compared: null,
});

export const groups = defineDataset<BitwardenGroup>({
  ...common,
  name: 'groups',
  order: 'id',
  continues: false,
  key: ({ id }) => id,
  strata: () => [],
  people: ['members[]'],
  compared: null,
});

/** All collections but those that are one person's own. */
export const collections = defineDataset<BitwardenCollection>({
  ...common,
  name: 'collections',
  order: 'id',
  continues: false,
  key: ({ id }) => id,
  strata: () => [],
  people: [],
  compared: null,
});

/** Who was given which collection: one record for each collection and holder. */
export const collectionAccess = defineDataset<BitwardenAccess>({
  ...common,
  name: 'collection-access',
  continues: false,
  order: 'collection',
  key: ({ accessorId, accessorType, collectionId }) => `${collectionId}/${accessorType}/${accessorId}`,
  strata: ({ accessorType }) => [accessorType],
  people: ['accessorId', 'email', 'externalId', 'members[].email', 'members[].id'],
  compared: {
    kind: 'access',
    vaults: collections,
    vault: (collection: BitwardenCollection) => ({ ...collection, name: collectionName(collection) }),
    access: accessOf,
  },
});

/** What the organization requires of its members. */
export const policies = defineDataset<BitwardenPolicy>({
  ...common,
  name: 'policies',
  order: 'id',
  continues: false,
  key: ({ id }) => id,
  strata: ({ enabled }) => [enabled === null ? 'enabled-unknown' : enabled ? 'enabled' : 'disabled'],
  people: [],
  compared: {
    kind: 'settings',
    setting: ({ enabled, id, type }) => ({
      place: policyName(type) ?? `Bitwarden’s policy ${id}`,
      value: enabled === null ? 'not known' : enabled ? 'on' : 'off',
    }),
  },
});

/** Bitwarden keeps events for ever, and shows at most so many days at a time. */
export const eventsShownDays = 367;

/** What happened since the last night, and on the day before it again, as some of it arrives late. */
export const events = defineDataset<BitwardenEvent>({
  ...common,
  name: 'events',
  order: 'time',
  key: ({ date, ordinal, ...event }) => {
    const { actingUserId, collectionId, groupId, itemId, memberId, policyId, type } = event;
    const ids = [memberId, actingUserId, groupId, collectionId, itemId, policyId].map((id) => id ?? '-');
    return [new Date(date).toISOString(), date, type, ...ids, ordinal].join('/');
  },
  continues: { retentionDays: eventsShownDays },
  strata: ({ type }) => [String(type)],
  people: ['actingUserId', 'memberId'],
  compared: null,
});

function policyName(type: number | null): string | null {
  if (type === null) return null;
  const known: Readonly<Record<number, string>> = {
    0: 'require two-step login',
    4: 'require single sign-on',
  };
  return `Bitwarden’s policy “${known[type] ?? type}”`;
}

function accessOf(line: BitwardenAccess): VaultAccess {
  const { accessorId, accessorType, collectionId, email, members: people, name, status } = line;
  const isGroup = accessorType === 'group';
  return {
    vault: collectionId,
    holder: {
      key: `${accessorType}/${accessorId}`,
      name: isGroup ? `group ${name ?? accessorId}` : (email?.toLowerCase() ?? accessorId),
    },
    opens: isGroup || isOpenStatus(status) !== false,
    ...(isGroup ? { members: people?.filter(isPerhapsIn).map(holderOf) ?? null } : {}),
  };
}

function isPerhapsIn({ status }: BitwardenHolder): boolean {
  return isOpenStatus(status) !== false;
}

function holderOf({ email, id }: BitwardenHolder) {
  return { key: `member/${id}`, name: email?.toLowerCase() ?? id };
}
