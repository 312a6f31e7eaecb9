import { createHash } from 'node:crypto';
import type { FetchInit } from '../../../http/fetch.ts';
import { redactUrl, type Secrets } from '../../../http/redact.ts';

/** What tells one question from another, without its secrets. */
export interface CallRequest {
  readonly method: string;
  readonly url: string;
  /** SHA-256 of the body; null without one, and where the answer is confidential: such a body holds a proof of the moment. */
  readonly body: string | null;
}

export function requestOf(url: string | URL, init: FetchInit, secrets: Secrets): CallRequest {
  return {
    method: (init.method ?? 'GET').toUpperCase(),
    url: redactUrl(String(url), secrets),
    body: init.confidential ? null : hashOf(init.body),
  };
}

export function isSameRequest(one: CallRequest, other: CallRequest): boolean {
  return one.method === other.method && one.url === other.url && one.body === other.body;
}

function hashOf(body: RequestInit['body']): string | null {
  if (body === undefined || body === null) return null;
  const hash = createHash('sha256');
  if (ArrayBuffer.isView(body)) hash.update(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  else if (body instanceof ArrayBuffer) hash.update(new Uint8Array(body));
  else if (typeof body === 'string' || body instanceof URLSearchParams) hash.update(String(body));
  // A form of several parts has another boundary each time, so that it is never taken for the same.
  else hash.update(crypto.randomUUID());
  return hash.digest('hex');
}
