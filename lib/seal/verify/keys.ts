import type { KeyObject } from 'node:crypto';
import { SealError } from '../error.ts';
import { keyPath, type PublicKey, readPublicKey } from '../public-key.ts';
import { problem, type VerifyProblem } from './result.ts';

/** Keys by key id. */
export type KeyRing = ReadonlyMap<string, KeyObject>;

export interface KeyFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** The keys of PEM texts. Throws `SealError` (`key`) on one that is none. */
export function ringOf(pems: readonly string[]): KeyRing {
  return new Map(pems.map(readPublicKey).map(({ keyId, key }) => [keyId, key]));
}

/** The keys that lie in the locker whole. */
export function ringInLocker(files: readonly KeyFile[]): KeyRing {
  const keys = files.map(wholeKey).filter((key) => key !== null);
  return new Map(keys.map(({ keyId, key }) => [keyId, key]));
}

/** The keys that seals name. */
export interface NamedKeys {
  /** By any seal that can be read. */
  readonly named: ReadonlySet<string>;
  /** Those whose public half must lie in the locker. */
  readonly needed: ReadonlySet<string>;
}

/** Checks the copies of public keys that lie in the locker. */
export function checkKeyFiles(files: readonly KeyFile[], keys: NamedKeys, trusted: KeyRing): VerifyProblem[] {
  const there = new Set(files.map((file) => file.path));
  const missing = [...keys.needed].map(keyPath).filter((path) => !there.has(path));
  return [
    ...files.flatMap((file) => checkKeyFile(file, keys.named, trusted)),
    ...missing.map((path) =>
      problem('missing', path, 'Seals were made with this key, and its public half is not here.'),
    ),
  ];
}

function checkKeyFile(file: KeyFile, named: ReadonlySet<string>, trusted: KeyRing): VerifyProblem[] {
  const [, keyId] = /^keys\/([0-9a-f]{64})\.pem$/.exec(file.path) ?? [];
  if (!keyId) return [problem('unlisted', file.path, 'This is not the name of a public key of this locker.')];
  if (!wholeKey(file))
    return [problem('modified', file.path, 'The file does not hold the public key that it is named after.')];
  if (named.has(keyId) || trusted.has(keyId)) return [];
  return [problem('unlisted', file.path, 'No seal was made with this key.')];
}

/** The key, when the file is byte for byte what its name says. */
function wholeKey(file: KeyFile): PublicKey | null {
  try {
    const key = readPublicKey(file.bytes.toString('utf8'));
    const whole = keyPath(key.keyId) === file.path && Buffer.from(key.pem).equals(file.bytes);
    return whole ? key : null;
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
