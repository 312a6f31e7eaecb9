import type { ProblemCode } from '../evidence/problem.ts';
import type { Failure } from './failure.ts';

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed',
  EPIPE: 'connection closed',
  UND_ERR_SOCKET: 'connection closed',
  ENOTFOUND: 'host name not found',
  HTTPParserError: 'the answer is not HTTP',
  EAI_AGAIN: 'host name could not be looked up',
};

const timeouts = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

const unmade = 'the request could not be made: check the address and the credential for stray characters';
const unconnected = 'no connection in time';

/** What it means that no answer came. The error's own text is left out: it may quote the request's headers. */
export function connectionFault(error: unknown): Failure {
  const code = codeIn(error);
  if (code === null || code.startsWith('ERR_INVALID')) return failure('rejected', unmade);
  return timeouts.has(code) ? failure('timeout', unconnected) : failure('unavailable', words[code] ?? code);
}

/** A body that stopped before its end. */
export function cutOff(status: number, received: number): Failure {
  return failure('unavailable', `answer ${status} was cut off after ${received} bytes`);
}

/** `limitMs`: how long the attempt was given. */
export function noAnswerInTime(limitMs: number): Failure {
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
  if (error === unmade) return failure('rejected', error);
  if (error === unconnected || error.startsWith('not whole within ')) return failure('timeout', error);
  return failure(/^more than \d+ MiB /.test(error) ? 'malformed' : 'unavailable', error);
}

function failure(code: ProblemCode, reason: string | null): Failure {
  return { code, status: null, reason, text: null, askedWaitMs: null };
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
