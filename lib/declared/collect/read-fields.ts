import { isObject, type Raw, type Wrong } from '../../providers/read-fields.ts';
import type { Flag, FlagField, Path, RolesField, TextField, TimeField } from '../fields.ts';
import { asText, lookUp } from './look.ts';

/** What identifies a record: text that is not empty, or a whole number. Undefined when there is none. */
export function readId(raw: unknown, at: Path): string | undefined {
  const value = lookUp(raw, at);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : undefined;
}

export function readText(raw: unknown, field: TextField | null, wrong: Wrong): string | null {
  const value = field && lookUp(raw, field.at);
  if (!field || value === undefined) return null;
  if (typeof value === 'string' && value.isWellFormed()) return value === '' ? null : value;
  wrong.push(asText(field.at));
  return null;
}

/** A list of texts, each once, sorted; empty where there is none. */
export function readTexts(raw: unknown, at: Path, wrong: Wrong): readonly string[] {
  const value = lookUp(raw, at);
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isText)) return [...new Set(value)].sort();
  wrong.push(asText(at));
  return [];
}

/** Yes, no, or null for what is not known. */
export function readFlag(raw: Raw, flag: Flag | null, wrong: Wrong): boolean | null {
  if (flag === null) return null;
  if (typeof flag === 'function') return flag(raw);
  if ('at' in flag) return readFlagField(raw, flag, wrong);
  const every = 'all' in flag;
  const read = (every ? flag.all : flag.any).map((one) => readFlag(raw, one, wrong));
  // One that decides is enough; one that is not known leaves the rest open.
  if (read.includes(!every)) return !every;
  return read.includes(null) || read.length === 0 ? null : every;
}

function readFlagField(raw: Raw, { at, missing, no = [false], yes = [true] }: FlagField, wrong: Wrong) {
  const value = lookUp(raw, at);
  if (value === undefined) return missing === 'no' ? false : null;
  if (yes === 'something') return isSomething(value, wrong, at);
  const known = [...yes, ...no];
  if (!known.some((one) => typeof one === typeof value)) wrong.push(asText(at));
  if (yes.some((one) => one === value)) return true;
  return no.some((one) => one === value) ? false : null;
}

/** A time, a reason or an object is something; what reads as well as nothing is not known. */
function isSomething(value: unknown, wrong: Wrong, at: Path): true | null {
  const isThere =
    value === true ||
    isObject(value) ||
    (typeof value === 'string' ? value.trim() !== '' : Number(value) > 0);
  if (!isThere) wrong.push(asText(at));
  return isThere || null;
}

/** Each once, sorted. */
export function readRoles(raw: unknown, field: RolesField | null, wrong: Wrong): readonly string[] | null {
  const value = field && lookUp(raw, field.at);
  if (!field || value === undefined) return null;
  const { at, each = null } = field;
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = each === null ? listed : listed.map((one) => lookUp(one, each));
  if (names.every(isText)) return [...new Set(names)].sort();
  wrong.push(asText(at));
  return null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed();
}

/** Whether the roles let somebody change what others may do; null where one of them does not tell and none does. */
export function isPrivileged(roles: readonly string[] | null, field: RolesField | null): boolean | null {
  if (!field || roles === null) return null;
  const { ordinary, privileged } = field;
  if (roles.some((role) => privileged.includes(role))) return true;
  return ordinary === 'others' || roles.every((role) => ordinary.includes(role)) ? false : null;
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/;

/** RFC 3339; `never` where the provider says so by leaving it out. */
export function readTime(raw: unknown, field: TimeField | null, wrong: Wrong): string | null {
  if (!field) return null;
  const [value] = [field.at, ...(field.or ?? [])]
    .map((at) => lookUp(raw, at))
    .filter((one) => one !== undefined);
  if (value === undefined) return field.missing === 'never' ? 'never' : null;
  const read = timeOf(value, field.as);
  if (read === null) wrong.push(asText(field.at));
  return read;
}

function timeOf(value: unknown, as: TimeField['as']): string | null {
  switch (as) {
    case 'rfc3339':
      return written(value);
    case 'date':
      return typeof value === 'string' ? written(`${value}T00:00:00Z`) : null;
    case 'seconds':
      return counted(value, 1_000);
    case 'milliseconds':
      return counted(value, 1);
  }
}

function written(value: unknown): string | null {
  if (typeof value !== 'string' || !rfc3339.test(value) || Number.isNaN(Date.parse(value))) return null;
  return value;
}

/** Milliseconds in a day times the days that a date can be from 1970. */
const furthest = 8.64e15;

function counted(value: unknown, milliseconds: number): string | null {
  if (typeof value !== 'number' || !(Math.abs(value * milliseconds) <= furthest)) return null;
  return new Date(value * milliseconds).toISOString();
}
