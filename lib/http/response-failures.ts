import type { ProblemCode } from '../evidence/problem.ts';
import { awsProblem } from './aws-error.ts';
import { type Complaint, complaintIn } from './error-body.ts';
import type { Failure } from './request-failure.ts';
import { limitResetMs, retryAfterMs } from './retry-after.ts';

/** Google says 403 where others say 429. */
const limitReasons = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
  'RATE_LIMIT_EXCEEDED',
  'RESOURCE_EXHAUSTED',
]);

/** OAuth refuses a credential with 400 as well as with 401. */
const credentialReasons = new Set(['invalid_grant', 'invalid_client', 'unauthorized_client']);

/** GitHub asks for at least a minute when its secondary limit gives no time. */
const secondaryWaitMs = 60_000;

/** Successes that are not the answer: one that is still being made, and a part of one. Nobody asked for either. */
const unfinished: ReadonlySet<number> = new Set([202, 206]);

/** Whether a status says that the answer is there. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299 && !unfinished.has(status);
}

/** What an answer that is not a success, or not the whole of one, means. `now` counts only where the provider did not send its own date. */
export function refusal(response: Response, body: Buffer, now: Date): Failure {
  const complaint = complaintIn(body);
  const code = codeOf(response, complaint);
  return {
    code,
    status: response.status,
    reason: redirectTarget(response) ?? complaint.reasons[0] ?? null,
    text: complaint.text,
    askedWaitMs: askedWait(response.headers, code, complaint, now),
  };
}

function codeOf({ status, headers }: Response, complaint: Complaint): ProblemCode {
  if (status === 401) return 'unauthenticated';
  const said = status >= 400 ? awsProblem(complaint.reasons[0] ?? '') : null;
  if (said) return said;
  if (status === 400 && complaint.reasons.some((reason) => credentialReasons.has(reason)))
    return 'unauthenticated';
  if (status === 429 || (status === 403 && isLimit(headers, complaint))) return 'rate-limited';
  if (status === 403) return 'denied';
  if (status === 408) return 'timeout';
  if (status === 206) return 'truncated';
  if (status === 202) return 'unavailable';
  return status >= 500 ? 'unavailable' : 'rejected';
}

/** Whether a 403 is a rate limit in disguise. */
function isLimit(headers: Headers, complaint: Complaint): boolean {
  return (
    headers.has('retry-after') ||
    headers.get('x-ratelimit-remaining') === '0' ||
    complaint.reasons.some((reason) => limitReasons.has(reason)) ||
    isSecondary(complaint)
  );
}

function isSecondary({ text }: Complaint): boolean {
  return /secondary rate limit/i.test(text ?? '');
}

function askedWait(headers: Headers, code: ProblemCode, complaint: Complaint, now: Date): number | null {
  const asked = retryAfterMs(headers, now);
  if (asked !== null || code !== 'rate-limited') return asked;
  return limitResetMs(headers, now) ?? (isSecondary(complaint) ? secondaryWaitMs : null);
}

/** Where a redirect points, without the path, which may hold a token. */
function redirectTarget({ status, headers, url }: Response): string | null {
  if (status < 300 || status > 399) return null;
  const location = headers.get('location') ?? '';
  return URL.canParse(location, url) ? `redirect to ${new URL(location, url).origin}` : 'redirect';
}
