import { createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import { CollectError } from '../../evidence/problem.ts';
import type { Credential } from './credential.ts';

const seconds = 300;

/** What a client says of itself in place of a secret: a JWT for five minutes, signed with its key (RFC 7523). */
export function clientAssertion(
  { clientId = '', keyId, privateKey = '' }: Credential,
  audience: string,
  now: Date,
): string {
  const key = readKey(privateKey);
  const issued = Math.floor(now.getTime() / 1_000);
  const header = { alg: algorithmOf(key), typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) };
  const claims = { iss: clientId, sub: clientId, aud: audience, iat: issued, exp: issued + seconds };
  const content = `${encode(header)}.${encode({ ...claims, jti: randomUUID() })}`;
  const signature = sign('SHA256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

/** PEM, or a JSON Web Key. Throws `unauthenticated`, without the key. */
function readKey(text: string): KeyObject {
  try {
    return text.startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' })
      : createPrivateKey(text);
  } catch {
    throw unreadable();
  }
}

function algorithmOf({ asymmetricKeyDetails, asymmetricKeyType }: KeyObject): string {
  if (asymmetricKeyType === 'rsa') return 'RS256';
  if (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  throw unreadable();
}

function unreadable(): CollectError {
  return new CollectError(
    'unauthenticated',
    'The private key in the credential cannot be used: give an RSA or a P-256 key, as PEM or as a JSON Web Key.',
  );
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
