import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { readJson } from '../serve/pages.ts';

export const keyId = '5f0d3c7e9a1b4c6d8e2f';

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

let made: KeyPair | undefined;

/** The service account's RSA key, made once per process because making one is slow. */
export function serviceAccountKeyPair(): KeyPair {
  made ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return made;
}

/** The claims of an RS256 token signed with the service account's key; null for any other text. */
export function readAssertion(jwt: string): Readonly<Record<string, unknown>> | null {
  const [header = '', payload = '', signature = '', ...rest] = jwt.split('.');
  const claims = decode(payload);
  const genuine =
    rest.length === 0 &&
    decode(header)?.alg === 'RS256' &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${payload}`),
      serviceAccountKeyPair().publicKey,
      Buffer.from(signature, 'base64url'),
    );
  return genuine ? claims : null;
}

/** Signs claims (JSON text) as Google's own signer does. */
export function signAssertion(payload: string): string {
  const header = encode(JSON.stringify({ alg: 'RS256', kid: keyId, typ: 'JWT' }));
  const signed = `${header}.${encode(payload)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), serviceAccountKeyPair().privateKey).toString('base64url')}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function decode(part: string): Record<string, unknown> | null {
  const value = readJson(Buffer.from(part, 'base64url').toString());
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
