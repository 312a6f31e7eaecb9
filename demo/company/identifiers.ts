import { createHash } from 'node:crypto';
import { sha256Of } from '../../lib/evidence/sha256.ts';

export const domain = 'fathom.example';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** 26 letters and digits that always belong to the same thing, as 1Password's ids do. */
export function vaultStyleId(kind: string, name: string): string {
  const bytes = createHash('sha256').update(`${kind} ${name}`).digest();
  return [...bytes.subarray(0, 26)].map((byte) => alphabet[byte % 32]).join('');
}

/** The same in capitals, as users, sessions and events have. */
export function userStyleId(kind: string, name: string): string {
  return vaultStyleId(kind, name).toUpperCase();
}

/** The part after `id:` or `groups/` of a unit's or group's id at Google. */
export function googleId(kind: string, name: string): string {
  return `03${vaultStyleId(kind, name).slice(0, 13)}`;
}

/** `Ines Verbeek` → `ines.verbeek@fathom.example`. */
export function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@${domain}`;
}

/** So many hexadecimal digits that always belong to the same thing. */
export function hexId(kind: string, name: string, digits: number): string {
  return sha256Of(`${kind} ${name}`).slice(0, digits);
}

/** A number from 0 up to a limit that always belongs to the same text. */
export function numberFor(text: string, limit: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE() % limit;
}
