import { createPublicKey, type KeyObject } from 'node:crypto';
import { short } from '../../../../evidence/mail/quoted.ts';
import { type Tag, tagsOf, tagValue } from '../../../../evidence/mail/tag-list.ts';

/** What a text at a selector is. `weak` is worse than none: others can find its private half and sign. */
export interface KeyFinding {
  readonly kind: 'usable' | 'unusable' | 'weak' | 'unknown';
  /** What it is, or why it is no key; for a sentence. */
  readonly text: string;
  /** Of an RSA key. */
  readonly bits?: number;
}

/** A key with fewer bits must neither sign nor be taken (RFC 8301, 3.2). */
const fewestBits = 1024;
const ed25519Bytes = 32;

/** Whether a text means to be a key record; others may lie beside it. */
export function isKeyRecord(text: string): boolean {
  return /(^|;)[ \t\r\n]*p[ \t\r\n]*=/.test(text);
}

/** Reads a key record (RFC 6376, 3.6.1; RFC 8301; RFC 8463). */
export function readKey(text: string): KeyFinding {
  const tags = tagsOf(text);
  if (tags === null) return unusable('its tags cannot be read, or one is given twice');
  const fault = faultIn(tags);
  if (fault !== null) return unusable(fault);
  const type = (tagValue(tags, 'k') ?? 'rsa').toLowerCase();
  const written = (tagValue(tags, 'p') ?? '').replace(/[ \t\r\n]/g, '');
  if (written === '') return unusable('the key is revoked (p= is empty)');
  if (type !== 'rsa' && type !== 'ed25519')
    return { kind: 'unknown', text: `${short(`k=${type}`)} is a kind of key that is not known` };
  const bytes = base64(written);
  if (bytes === null) return unusable('p= holds no key in base64');
  return type === 'rsa' ? readRsa(bytes) : readEd25519(bytes);
}

function faultIn(tags: readonly Tag[]): string | null {
  const version = tags.findIndex(({ name }) => name === 'v');
  if (version > 0) return 'v=DKIM1 does not come first';
  if (version === 0 && tags[0]?.value !== 'DKIM1') return `${short(`v=${tags[0]?.value}`)} is not DKIM1`;
  const text = (name: string) =>
    tagValue(tags, name)
      ?.split(':')
      .map((part) => part.trim().toLowerCase());
  const services = text('s');
  if (services && !services.includes('*') && !services.includes('email'))
    return `it is not for mail (${short(`s=${services.join(':')}`)})`;
  const hashes = text('h');
  if (hashes && !hashes.includes('sha256'))
    return `it allows no hash that still counts (${short(`h=${hashes.join(':')}`)})`;
  return text('t')?.includes('y') ? 'it is marked as a test (t=y)' : null;
}

function readRsa(bytes: Buffer): KeyFinding {
  const details = keyOf(bytes, 'spki')?.asymmetricKeyDetails ?? keyOf(bytes, 'pkcs1')?.asymmetricKeyDetails;
  const { modulusLength: bits, publicExponent = 0n } = details ?? {};
  if (bits === undefined) return unusable('p= holds no RSA key');
  if (publicExponent < 3n || publicExponent % 2n === 0n)
    return { kind: 'weak', text: `an RSA key with the exponent ${publicExponent}` };
  return { kind: bits < fewestBits ? 'weak' : 'usable', bits, text: `an RSA key of ${bits} bits` };
}

/** As the standard says (SubjectPublicKeyInfo), or bare, as some publish it and verifiers take it. */
function keyOf(bytes: Buffer, type: 'spki' | 'pkcs1'): KeyObject | null {
  try {
    const key = createPublicKey({ key: bytes, format: 'der', type });
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}

function readEd25519(bytes: Buffer): KeyFinding {
  return bytes.length === ed25519Bytes
    ? { kind: 'usable', text: 'an Ed25519 key' }
    : unusable(`an Ed25519 key has ${ed25519Bytes} bytes, and p= holds ${bytes.length}`);
}

function unusable(text: string): KeyFinding {
  return { kind: 'unusable', text };
}

function base64(text: string): Buffer | null {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0 ? Buffer.from(text, 'base64') : null;
}
