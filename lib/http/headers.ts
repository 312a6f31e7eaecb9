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

const kept = new Set([
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
]);

/**
 * What vendors put before `-reset` and `-remaining`: GitHub, Datadog and HCP Terraform; Okta; Sentry; Fastly; GitLab and Zendesk.
 */
export const limitHeaders = [
  'x-ratelimit',
  'x-rate-limit',
  'x-sentry-rate-limit',
  'fastly-ratelimit',
  'ratelimit',
] as const;

/** The headers of an answer that are evidence: what was answered, when, to whom, within which limits. No others. */
export function keptHeaders(headers: Headers, secrets: Secrets): Record<string, string> {
  const entries = [...headers].filter(([name]) => kept.has(name) || isOfLimit(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, redactUrl(value, secrets)]));
}

function isOfLimit(name: string): boolean {
  return limitHeaders.some((start) => name.startsWith(`${start}-`));
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
