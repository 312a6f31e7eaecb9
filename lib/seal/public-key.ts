import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { sha256Of } from '../evidence/sha256.ts';
import { SealError } from './error.ts';

export interface PublicKey {
  /** SHA-256 of the SPKI in DER, hex: `openssl pkey -pubin -outform DER | sha256sum` prints the same. */
  readonly keyId: string;
  /** The one PEM form of the key. */
  readonly pem: string;
  readonly key: KeyObject;
}

/** Where a locker keeps a public key, for convenience. */
export function keyPath(keyId: string): string {
  return `keys/${keyId}.pem`;
}

/** Reads a P-256 public key from PEM or SPKI DER. Throws `SealError` (`key`) on any other. */
export function readPublicKey(text: string | Buffer): PublicKey {
  const key = parse(text);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new SealError('key', 'This key is not a P-256 key, and seals are made with no other kind.');
  return {
    keyId: sha256Of(key.export({ type: 'spki', format: 'der' })),
    pem: key.export({ type: 'spki', format: 'pem' }).toString(),
    key,
  };
}

/** Whether the signature over the bytes was made with the key. */
export function holds(bytes: Buffer, signature: Buffer, key: string | KeyObject): boolean {
  try {
    return verify('sha256', bytes, key, signature);
  } catch {
    return false;
  }
}

function parse(text: string | Buffer): KeyObject {
  try {
    if (typeof text !== 'string') return createPublicKey({ key: text, format: 'der', type: 'spki' });
    // Node would also derive the public half of a private key, which has no place where public keys are named.
    if (!text.startsWith('-----BEGIN PUBLIC KEY-----')) throw new TypeError('no such header');
    return createPublicKey(text);
  } catch (error) {
    throw new SealError('key', 'This is not a public key in PEM form ("-----BEGIN PUBLIC KEY-----").', {
      cause: error,
    });
  }
}
