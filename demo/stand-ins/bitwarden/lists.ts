import type {
  BitwardenAssignment,
  BitwardenCircle,
  BitwardenHappening,
  BitwardenPerson,
  BitwardenWorld,
} from './world.ts';

/** How every list comes. */
export function listOf(data: readonly object[], continuationToken: string | null = null): object {
  return { object: 'list', data, continuationToken };
}

/** In the list nobody's collections are told; of one member alone they are. */
export function memberOf(person: BitwardenPerson, alone: boolean): object {
  const { email, externalId = null, id, name = null, permissions = null, userId = null } = person;
  const { collections = [], status = 2, twoFactorEnabled = true, type = 2 } = person;
  return {
    object: 'member',
    id,
    userId,
    name,
    email,
    twoFactorEnabled,
    status,
    type,
    permissions,
    externalId,
    resetPasswordEnrolled: false,
    ssoExternalId: null,
    collections: alone ? (collections?.map(assignmentOf) ?? null) : null,
  };
}

export function groupOf({ collections, externalId = null, id, name }: BitwardenCircle): object {
  return { object: 'group', id, name, externalId, collections: collections.map(assignmentOf) };
}

/** A collection with the groups that have it, as the groups' own lists say. */
export function collectionOf(
  { externalId = null, id }: BitwardenWorld['collections'][number],
  { groups }: BitwardenWorld,
): object {
  const having = groups.flatMap((group) =>
    group.collections.filter((one) => one.id === id).map((one) => assignmentOf({ ...one, id: group.id })),
  );
  return { object: 'collection', id, externalId, groups: having };
}

export function policyOf({ enabled = null, id, type }: BitwardenWorld['policies'][number]): object {
  return { object: 'policy', id, type, enabled, data: null };
}

export function eventOf({ date, type, ...about }: BitwardenHappening): object {
  const { actingUserId = null, collectionId = null, groupId = null } = about;
  const { itemId = null, memberId = null, policyId = null } = about;
  return {
    object: 'event',
    type,
    itemId,
    collectionId,
    groupId,
    policyId,
    memberId,
    actingUserId,
    installationId: null,
    date,
    device: 9,
    ipAddress: '192.0.2.10',
  };
}

function assignmentOf(one: BitwardenAssignment): object {
  const { hidePasswords = false, id, manage = false, readOnly = false } = one;
  return { id, readOnly, hidePasswords, manage };
}
