import type { ProblemCode } from '../evidence/problem.ts';
import type { Failure } from './request-failure.ts';

const text: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed',
  EPIPE: 'connection closed',
  UND_ERR_SOCKET: 'connection closed',
  ENOTFOUND: 'host name not found',
  HTTPParserError: 'the answer is not HTTP',
  EAI_AGAIN: 'host name could not be looked up',
};

const timeouts = new Set([
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

const unmade = 'the request could not be made: check the address and the credential for stray characters';
const insecure = 'no safe connection: ';
const refusedByProxy = 'the proxy did not connect';
const unconnected = 'no connection in time';

/** What is wrong with a certificate. Whatever else TLS complains of is said by its code. */
const certificates: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate does not count yet: is the clock of this machine right?',
  CERT_REVOKED: 'its certificate was revoked',
  CERT_UNTRUSTED: 'its certificate is not trusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is another host’s',
  HOSTNAME_MISMATCH: 'its certificate is another host’s',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate authority is not known here',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate authority is not known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate authority is not known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate authority is not known here',
};

/** The names that OpenSSL and Node give to what TLS refuses. */
const tls =
  /^(CERT_|CRL_|ERR_SSL_|ERR_TLS_|ERROR_IN_CERT|INVALID_(CA|PURPOSE)$|PATH_LENGTH_|UNABLE_TO_|EPROTO$)/;

/** What it means that no answer came. The error's own text is left out: it may quote the request's headers. */
export function connectionFault(error: unknown): Failure {
  const code = codeIn(error);
  const untrusted =
    code === null
      ? undefined
      : (certificates[code] ?? (tls.test(code) && !timeouts.has(code) ? code : undefined));
  if (untrusted !== undefined) return failure('untrusted', `${insecure}${untrusted}`);
  const proxy = proxyStatus(error);
  if (proxy !== null)
    return failure(proxy < 500 ? 'rejected' : 'unavailable', `${refusedByProxy} (${proxy})`);
  if (code === null || code.startsWith('ERR_INVALID')) return failure('rejected', unmade);
  return timeouts.has(code) ? failure('timeout', unconnected) : failure('unavailable', text[code] ?? code);
}

/** A body that stopped before its end. */
export function cutOff(status: number, received: number): Failure {
  return failure('unavailable', `answer ${status} was cut off after ${received} bytes`);
}

/** `limitMs`: how long the attempt was given. */
export function noResponseInTime(limitMs: number): Failure {
  return failure('timeout', `not whole within ${limitMs / 1000} s`);
}

export function tooLarge(limit: number): Failure {
  return failure('malformed', `more than ${limit / 1024 / 1024} MiB in one answer`);
}

export function interrupted(): Failure {
  return failure('interrupted', null);
}

/** The failure that an exchange without an answer was recorded with, from its words (`error`). */
export function failureIn(error: string): Failure {
  if (error === interrupted().code) return interrupted();
  if (error.startsWith(insecure)) return failure('untrusted', error);
  if (/^the proxy did not connect \([1-4]/.test(error)) return failure('rejected', error);
  if (error === unmade) return failure('rejected', error);
  if (error === unconnected || error.startsWith('not whole within ')) return failure('timeout', error);
  return failure(/^more than \d+ MiB /.test(error) ? 'malformed' : 'unavailable', error);
}

function failure(code: ProblemCode, reason: string | null): Failure {
  return { code, status: null, reason, text: null, askedWaitMs: null };
}

/** What `fetch` says where a proxy does not let it through; its code says only that it gave up. */
function proxyStatus(error: unknown): number | null {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < 8; depth++) {
    const [, status] = /^Proxy response \((\d+)\)/.exec(at.message) ?? [];
    if (status !== undefined) return Number(status);
    at = at.cause;
  }
  return null;
}

/** The system's code for a fault, such as `ECONNRESET`, however deep fetch wrapped it. */
function codeIn(error: unknown): string | null {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 8; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if ('name' in at && at.name === 'HTTPParserError') return at.name;
    at = 'cause' in at ? at.cause : null;
  }
  return null;
}
