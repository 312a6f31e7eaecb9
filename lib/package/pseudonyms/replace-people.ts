import { pseudonymMethod, pseudonymsWith } from './pseudonym.ts';
import { type Pseudonymized, pseudonymize } from './pseudonymous-locker.ts';
import type { Input } from './replacement.ts';

/** A locker in which people were replaced, and how. */
export interface Replaced {
  readonly method: string;
  /** Tells keys apart, and tells nothing of the key. */
  readonly key: string;
  readonly files: Pseudonymized;
}

/** Replaces people in what a package is made of. Handed to what packages, which does without it where nobody asks. */
export type ReplacePeople = (input: Omit<Input, 'pseudonyms'>) => Promise<Replaced>;

/** @param key the company's, of at least 32 random bytes */
export function replacePeopleWith(key: Buffer): ReplacePeople {
  const pseudonyms = pseudonymsWith(key);
  return async (input) => ({
    method: pseudonymMethod,
    key: pseudonyms.keyId,
    files: await pseudonymize({ ...input, pseudonyms }),
  });
}
