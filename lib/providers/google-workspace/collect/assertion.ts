import { type KeyObject, sign } from 'node:crypto';

/** What a service account claims in order to act as somebody (RFC 7523, and Google's `scope`). */
export interface Claims {
  /** The service account. */
  readonly iss: string;
  /** Whom it acts as. */
  readonly sub: string;
  /** Scopes, joined by blanks. */
  readonly scope: string;
  /** The token address. */
  readonly aud: string;
  /** Seconds since 1970. */
  readonly iat: number;
  /** At most an hour after `iat`, says Google. */
  readonly exp: number;
}

const lifetime = 3_600;

/** Claims that hold from `now` (milliseconds since 1970) for an hour. */
export function claimsAt(now: number, who: Omit<Claims, 'iat' | 'exp'>): Claims {
  const iat = Math.floor(now / 1_000);
  return { ...who, iat, exp: iat + lifetime };
}

/** The claims as a JWT signed with RS256. */
export function signAssertion(claims: Claims, key: KeyObject, keyId: string | null): string {
  const header = { alg: 'RS256', typ: 'JWT', ...(keyId === null ? {} : { kid: keyId }) };
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), key).toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
