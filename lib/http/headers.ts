import { redactUrl, type Secrets } from './redact.ts';

const requestIds = [
  'x-github-request-id',
  'x-slack-req-id',
  'x-amzn-requestid',
  'x-amz-request-id',
  'x-goog-request-id',
  'x-guploader-uploadid',
  'x-op-request-id',
  'x-request-id',
  'request-id',
  'npm-request-id',
  'cf-ray',
];

const recorded = new Set([
  ...requestIds,
  'content-type',
  'date',
  'deprecation',
  'etag',
  'github-authentication-token-expiration',
  'link',
  'retry-after',
  'sunset',
  'x-accepted-github-permissions',
  'x-accepted-oauth-scopes',
  'x-github-sso',
  'x-next-page',
  'x-oauth-scopes',
  'x-total',
  'x-total-count',
]);

/** `X-RateLimit-`, `X-Rate-Limit-`, `RateLimit-`, and what vendors put before them, such as their own names. */
const ofLimit = /^((?:[a-z\d]+-)*?rate-?limit)-/;

/** What the headers that tell of limits begin with, each once, as `x-ratelimit`. */
export function limitsIn(headers: Headers): readonly string[] {
  return [...new Set([...headers.keys()].flatMap((name) => ofLimit.exec(name)?.[1] ?? []))];
}

/** The headers of an answer that are evidence: what was answered, when, to whom, within which limits. No others. */
export function recordedHeaders(headers: Headers, secrets: Secrets): Record<string, string> {
  const entries = [...headers].filter(([name]) => recorded.has(name) || ofLimit.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, redactUrl(value, secrets)]));
}

/** What the provider's support would ask for. */
export function requestId(headers: Readonly<Record<string, string>>): string | null {
  const name = requestIds.find((candidate) => headers[candidate]);
  return name ? (headers[name] ?? null) : null;
}

/** The provider's clock when it answered; null when it did not say. */
export function providerDate(headers: Headers): Date | null {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? null : new Date(time);
}
