import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import type { Ask } from '../serve/stand-in.ts';

export interface KnownKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** AWS accepts a request for five minutes. */
const lifeMs = 5 * 60_000;

const authorization =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/([^/]+)\/([^/]+)\/aws4_request), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** The code of AWS's refusal of this request's signature (Signature Version 4), or null when it is right. */
export async function signatureFault(
  ask: Ask,
  service: string,
  { accessKeyId, secretAccessKey }: KnownKey,
  now: Date,
): Promise<string | null> {
  const [, id, scope = '', , signedFor, signedHeaders = '', signature = ''] =
    authorization.exec(ask.req.header('authorization') ?? '') ?? [];
  if (id === undefined) return 'MissingAuthenticationToken';
  if (id !== accessKeyId) return 'InvalidClientTokenId';
  const date = ask.req.header('x-amz-date') ?? '';
  const headers = signedHeaders.split(';');
  if (signedFor !== service || !headers.includes('host') || !headers.includes('x-amz-date'))
    return 'SignatureDoesNotMatch';
  if (!date.startsWith(scope.slice(0, 8)) || Math.abs(timeOf(date) - now.getTime()) > lifeMs)
    return 'SignatureDoesNotMatch';
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(await canonicalRequest(ask, headers))].join('\n');
  const expected = hmac(signingKey(secretAccessKey, scope), text);
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch';
}

async function canonicalRequest(ask: Ask, headers: readonly string[]): Promise<string> {
  const { pathname, search } = new URL(ask.req.url);
  const query = search.slice(1).split('&').sort().join('&');
  const values = headers.map(
    (name) => `${name}:${(ask.req.header(name) ?? '').trim().replaceAll(/ +/g, ' ')}\n`,
  );
  const body = sha256(await ask.req.text());
  return [ask.req.method, pathname, query, values.join(''), headers.join(';'), body].join('\n');
}

function signingKey(secret: string, scope: string): Buffer {
  return scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return sha256Of(text);
}

/** Milliseconds of `20261123T020000Z`. */
function timeOf(date: string): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const [year = 0, month = 0, ...rest] = parts.map(Number);
  return parts.length === 0 ? Number.NaN : Date.UTC(year, month - 1, ...rest);
}
