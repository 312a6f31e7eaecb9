import type {
  BitwardenCollection,
  BitwardenEvent,
  BitwardenMember,
  BitwardenPolicy,
} from '../../../evidence/datasets/bitwarden.ts';
import { boolean, identity, isObject, number, type Raw, text, time, type Wrong } from '../../read-fields.ts';

const statuses: Readonly<Record<number, string>> = {
  [-1]: 'revoked',
  0: 'invited',
  1: 'accepted',
  2: 'confirmed',
};
const types: Readonly<Record<number, string>> = {
  0: 'owner',
  1: 'admin',
  2: 'user',
  3: 'manager',
  4: 'custom',
};

/** A member, or null without an id. What was assigned is left out: a list says null of everybody, and means nothing by it. */
export function readMember(item: unknown, wrong: Wrong): BitwardenMember | null {
  const raw = isObject(item) ? item : {};
  const id = identity(raw, 'id');
  if (id === undefined) return null;
  return {
    accessAll: boolean(raw, 'accessAll', wrong),
    email: text(raw, 'email', wrong)?.trim() || null,
    externalId: text(raw, 'externalId', wrong) || null,
    id,
    permissions: permissionsOf(raw, wrong),
    status: oneOf(raw, 'status', statuses, wrong),
    twoFactorEnabled: boolean(raw, 'twoFactorEnabled', wrong),
    type: oneOf(raw, 'type', types, wrong),
    userId: text(raw, 'userId', wrong) || null,
  };
}

/** A number that we do not know stays one, as a word. */
function oneOf(
  raw: Raw,
  field: string,
  names: Readonly<Record<number, string>>,
  wrong: Wrong,
): string | null {
  const given = number(raw, field, wrong);
  return given === null ? null : (names[given] ?? `${field} ${given}`);
}

/** Names of what is granted, sorted. One that is neither true nor false leaves them all untold. */
function permissionsOf({ permissions }: Raw, wrong: Wrong): readonly string[] | null {
  if (permissions === undefined || permissions === null) return null;
  if (isObject(permissions) && Object.values(permissions).every((one) => typeof one === 'boolean'))
    return Object.keys(permissions)
      .filter((name) => permissions[name] === true && name.isWellFormed())
      .sort();
  wrong.push('permissions');
  return null;
}

/** A group as the list has it, without its people. */
export interface ListedGroup {
  readonly accessAll: boolean | null;
  readonly collections: readonly Association[] | null;
  readonly externalId: string | null;
  readonly id: string;
  readonly name: string | null;
}

export function readGroup(item: unknown, wrong: Wrong): ListedGroup | null {
  const raw = isObject(item) ? item : {};
  const id = identity(raw, 'id');
  if (id === undefined) return null;
  return {
    accessAll: boolean(raw, 'accessAll', wrong),
    collections: readAssociations(raw, 'collections', wrong),
    externalId: text(raw, 'externalId', wrong) || null,
    id,
    name: text(raw, 'name', wrong) || null,
  };
}

/** A collection as the list has it, with the groups that have it. */
export interface ListedCollection extends BitwardenCollection {
  readonly groups: readonly Association[] | null;
}

export function readCollection(item: unknown, wrong: Wrong): ListedCollection | null {
  const raw = isObject(item) ? item : {};
  const id = identity(raw, 'id');
  if (id === undefined) return null;
  const externalId = text(raw, 'externalId', wrong)?.trim() || null;
  return { externalId, groups: readAssociations(raw, 'groups', wrong), id };
}

/** That something was assigned, and how: `id` is that of what it is assigned to, or of what is. */
export interface Association {
  readonly hidePasswords: boolean | null;
  readonly id: string;
  readonly manage: boolean | null;
  readonly readOnly: boolean | null;
}

/** Null where there is no list, or one with an entry that cannot be read: a list that is short reads as "not assigned". */
export function readAssociations(raw: Raw, field: string, wrong: Wrong): readonly Association[] | null {
  const given = raw[field];
  if (given === undefined || given === null) return null;
  const read = Array.isArray(given) ? given.map((one) => associationIn(one, wrong)) : [null];
  if (read.every((one) => one !== null)) return read;
  wrong.push(field);
  return null;
}

function associationIn(item: unknown, wrong: Wrong): Association | null {
  const raw = isObject(item) ? item : {};
  const id = identity(raw, 'id');
  if (id === undefined) return null;
  return {
    hidePasswords: boolean(raw, 'hidePasswords', wrong),
    id,
    manage: boolean(raw, 'manage', wrong),
    readOnly: boolean(raw, 'readOnly', wrong),
  };
}

export function readPolicy(item: unknown, wrong: Wrong): BitwardenPolicy | null {
  const raw = isObject(item) ? item : {};
  const id = identity(raw, 'id');
  if (id === undefined) return null;
  return { enabled: boolean(raw, 'enabled', wrong), id, type: number(raw, 'type', wrong) };
}

/** An event, or null without a kind or a time. */
export function readEvent(item: unknown, wrong: Wrong): Omit<BitwardenEvent, 'ordinal'> | null {
  const raw = isObject(item) ? item : {};
  const [date, type] = [time(raw, 'date', []), number(raw, 'type', [])];
  if (date === null || type === null || Number.isNaN(Date.parse(date))) return null;
  const id = (field: string) => text(raw, field, wrong) || null;
  return {
    actingUserId: id('actingUserId'),
    collectionId: id('collectionId'),
    date,
    groupId: id('groupId'),
    itemId: id('itemId'),
    memberId: id('memberId'),
    policyId: id('policyId'),
    type,
  };
}
