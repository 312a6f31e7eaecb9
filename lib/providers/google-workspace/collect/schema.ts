import type {
  GoogleGroup,
  GoogleGroupMember,
  GoogleOrgUnit,
  GooglePolicy,
  GoogleUser,
} from '../../../evidence/datasets/google-workspace.ts';
import {
  boolean,
  identity,
  isObject,
  number,
  object,
  type Raw,
  text,
  texts,
  time,
  type Wrong,
} from '../../read-fields.ts';
import type { Faults } from './faults.ts';

/** The start of every setting that is collected. */
export const settingPrefix = 'settings/security.two_step_verification_';

/** A user, or null (and a fault) when there is no usable id or address. */
export function readUser(raw: unknown, faults: Faults): GoogleUser | null {
  const id = isObject(raw) ? identity(raw, 'id') : undefined;
  const primaryEmail = isObject(raw) ? identity(raw, 'primaryEmail') : undefined;
  if (!isObject(raw) || id === undefined || !primaryEmail?.includes('@')) {
    faults.dropped(`user ${primaryEmail ?? id ?? 'of unknown id'}`, 'no usable id and address');
    return null;
  }
  const wrong: Wrong = [];
  const user = userOf(id, primaryEmail, raw, wrong);
  if (wrong.length > 0) faults.wrong(`user ${primaryEmail}`, wrong);
  return user;
}

/** In the order of the fields' names, in which they are written: for a million users, sorting them again counts. */
function userOf(id: string, primaryEmail: string, raw: Raw, wrong: Wrong): GoogleUser {
  const lastLogin = time(raw, 'lastLoginTime', wrong);
  // Google writes "never signed in" as the start of 1970.
  const never = lastLogin?.startsWith('1970-01-01T00:00:00') === true;
  return {
    aliases: texts(raw, 'aliases', wrong),
    archived: boolean(raw, 'archived', wrong),
    creationTime: time(raw, 'creationTime', wrong),
    id,
    isAdmin: boolean(raw, 'isAdmin', wrong),
    isDelegatedAdmin: boolean(raw, 'isDelegatedAdmin', wrong),
    isEnforcedIn2Sv: boolean(raw, 'isEnforcedIn2Sv', wrong),
    isEnrolledIn2Sv: boolean(raw, 'isEnrolledIn2Sv', wrong),
    isGuestUser: boolean(raw, 'isGuestUser', wrong),
    lastLoginTime: never ? null : lastLogin,
    nonEditableAliases: texts(raw, 'nonEditableAliases', wrong),
    orgUnitPath: text(raw, 'orgUnitPath', wrong),
    primaryEmail,
    signedIn: lastLogin === null ? null : !never,
    suspended: boolean(raw, 'suspended', wrong),
  };
}

/** An organizational unit; its ids lose `id:`, so that they compare with those of policies. */
export function readOrgUnit(raw: unknown, faults: Faults): GoogleOrgUnit | null {
  const id = isObject(raw) ? identity(raw, 'orgUnitId') : undefined;
  const orgUnitPath = isObject(raw) ? identity(raw, 'orgUnitPath') : undefined;
  if (!isObject(raw) || id === undefined || !orgUnitPath?.startsWith('/')) {
    faults.dropped(`organizational unit ${orgUnitPath ?? id ?? 'of unknown id'}`, 'no usable id and path');
    return null;
  }
  const wrong: Wrong = [];
  const unit = {
    name: text(raw, 'name', wrong),
    orgUnitId: without('id:', id),
    orgUnitPath,
    parentOrgUnitId: bare('id:', text(raw, 'parentOrgUnitId', wrong)),
    parentOrgUnitPath: text(raw, 'parentOrgUnitPath', wrong),
  };
  if (wrong.length > 0) faults.wrong(`organizational unit ${orgUnitPath}`, wrong);
  return unit;
}

/** A policy for one of the 2-step settings; null for other settings, and (with a fault) for what names none. */
export function readPolicy(raw: unknown, faults: Faults): GooglePolicy | null {
  const name = isObject(raw) ? identity(raw, 'name') : undefined;
  const setting = isObject(raw) && isObject(raw.setting) ? raw.setting : {};
  const kind = identity(setting, 'type');
  if (!isObject(raw) || name === undefined || kind === undefined) {
    faults.dropped(`policy ${name ?? 'of unknown name'}`, 'no usable name and setting');
    return null;
  }
  if (!kind.startsWith(settingPrefix)) return null;
  const wrong: Wrong = [];
  const policy = { name, setting: kind.slice(settingPrefix.length), ...policyFields(raw, setting, wrong) };
  if (wrong.length > 0) faults.wrong(name, wrong);
  return policy;
}

/** A policy without target or value cannot be applied to anybody, so their absence is a fault too. */
function policyFields(raw: Raw, setting: Raw, wrong: Wrong) {
  const query = object(raw, 'policyQuery', wrong);
  return {
    // Google writes "no group" as an empty text.
    group: bare('groups/', text(query, 'group', wrong)) || null,
    orgUnit: bare('id:', bare('orgUnits/', text(query, 'orgUnit', wrong))) || null,
    query: text(query, 'query', wrong),
    sortOrder: number(query, 'sortOrder', wrong),
    type: text(raw, 'type', wrong),
    value: object(setting, 'value', wrong),
  };
}

/** A group whose members are not read yet. */
export function readGroup(raw: unknown, faults: Faults): GoogleGroup | null {
  const id = isObject(raw) ? identity(raw, 'id') : undefined;
  const email = isObject(raw) ? identity(raw, 'email') : undefined;
  if (!isObject(raw) || id === undefined || !email?.includes('@')) {
    faults.dropped(`group ${email ?? id ?? 'of unknown id'}`, 'no usable id and address');
    return null;
  }
  const wrong: Wrong = [];
  const group = { email, id, members: null, name: text(raw, 'name', wrong) };
  if (wrong.length > 0) faults.wrong(`group ${email}`, wrong);
  return group;
}

/** A member of a group. A person or group needs an id or an address; `CUSTOMER` stands for everybody. */
export function readMember(raw: unknown, group: string, faults: Faults): GoogleGroupMember | null {
  const type = isObject(raw) ? identity(raw, 'type') : undefined;
  const wrong: Wrong = [];
  const email = isObject(raw) ? text(raw, 'email', wrong) : null;
  const id = isObject(raw) ? text(raw, 'id', wrong) : null;
  if (!isObject(raw) || type === undefined || (type !== 'CUSTOMER' && !email && !id)) {
    faults.dropped(`member ${email || id || 'of unknown id'} of ${group}`, 'no usable type and identity');
    return null;
  }
  const member = { email, id, status: text(raw, 'status', wrong), type };
  if (wrong.length > 0) faults.wrong(`member ${email || id || type} of ${group}`, wrong);
  return member;
}

function bare(prefix: string, value: string | null): string | null {
  return value === null ? null : without(prefix, value);
}

function without(prefix: string, value: string): string {
  return value.startsWith(prefix) ? value.slice(prefix.length) : value;
}
