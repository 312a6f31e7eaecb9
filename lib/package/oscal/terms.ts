import { inert } from '../../text/inert.ts';
import { uuidOf } from './uuid.ts';

/** The version of OSCAL whose schema these files are held against: the newest that tools read. */
export const oscalVersion = '1.2.1';
const namespace = 'urn:exhibit:oscal:v1';

/** UUIDs of one file's things, by their names. */
export type Ids = (...name: readonly string[]) => string;

/** @param of what tells this file from every other */
export function idsOf(...of: readonly string[]): Ids {
  return (...name) => uuidOf(...of, ...name);
}

export interface Prop {
  readonly name: string;
  readonly ns: string;
  readonly value: string;
}

/** Nothing where there is no value: OSCAL has no empty ones. */
export function props(values: Readonly<Record<string, string | number | boolean | null>>): Prop[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [{ name, ns: namespace, value: line(String(value)) }],
  );
}

/** A list under its name; nothing where it is empty, which OSCAL does not allow. */
export function some<Item>(name: string, items: readonly Item[]): Readonly<Record<string, readonly Item[]>> {
  return items.length > 0 ? { [name]: items } : {};
}

/** `IA-2(1)` is `ia-2.1` in the catalog of NIST. */
export function nistId(name: string): string {
  return token(name.toLowerCase().replace(/\s*\((\d+)\)/g, '.$1'));
}

/** OSCAL's tokens begin with a letter or `_` and hold letters, digits, `.`, `-` and `_`. */
export function token(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N}._-]/gu, '_');
  return /^[\p{L}_]/u.test(clean) ? clean : `_${clean}`;
}

/** Text from outside, as one line that OSCAL takes. */
export function line(text: string): string {
  return inert(text).trim() || '–';
}
