import { sha256Of } from '../evidence/sha256.ts';
import { providerDate, recordedHeaders, requestId } from './headers.ts';
import { redactUrl, type Secrets } from './redact.ts';
import type { Failure } from './request-failure.ts';

/** One question and what came of it. Retries are exchanges of their own; of the request only method and URL are kept. */
export interface Exchange {
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  readonly requestedAt: Date;
  readonly answeredAt: Date;
  /** HTTP status; null when no answer came, or not all of it. */
  readonly status: number | null;
  /** Those that are evidence, without secrets; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string | null;
  /** The provider's `Date` header. */
  readonly providerDate: Date | null;
  /** Size of the body as received, after content-decoding (fetch gives no other); of a part, when it was cut off. */
  readonly bytes: number;
  /** SHA-256 of the same bytes, hex; null when confidential, or when no whole body came. */
  readonly sha256: string | null;
  /** The same bytes, with known secrets blanked out; null when confidential, or when no whole body came. */
  readonly body: Buffer | null;
  /** Whether something was blanked out of `body`, so that `sha256` is not the hash of it. */
  readonly redacted: boolean;
  /** Whether the answer held a token. */
  readonly confidential: boolean;
  /** Why there is no answer; null when there is one. */
  readonly error: string | null;
}

/** What one attempt brought. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly requestedAt: Date;
  readonly answeredAt: Date;
  readonly confidential: boolean;
  /** Null when not even the headers came. */
  readonly response: Response | null;
  /** Null when it did not come whole. */
  readonly body: Buffer | null;
  /** Bytes of the body, whole or not. */
  readonly bytes: number;
  readonly failure: Failure | null;
}

/** The evidence of one attempt: what may be kept of it. */
export function exchangeOf(received: Received, secrets: Secrets): Exchange {
  const { method, requestedAt, answeredAt, confidential, response, bytes, failure } = received;
  const headers = response ? recordedHeaders(response.headers, secrets) : {};
  const body = confidential ? null : received.body;
  const clean = body ? secrets.redactBytes(body) : { bytes: null, redacted: false };
  return {
    method,
    url: redactUrl(received.url, secrets),
    requestedAt,
    answeredAt,
    status: received.body ? (response?.status ?? null) : null,
    headers,
    requestId: requestId(headers),
    providerDate: response && providerDate(response.headers),
    bytes,
    sha256: body && sha256Of(body),
    body: clean.bytes,
    redacted: clean.redacted,
    confidential,
    error: received.body ? null : secrets.redact(failure?.reason ?? failure?.code ?? 'no answer'),
  };
}
