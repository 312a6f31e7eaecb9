import type { ProblemCode } from '../evidence/problem.ts';

/** What AWS says in the XML of a refusal. */
export interface AwsError {
  readonly code: string;
  /** As received, but with the entities of XML resolved; null when there is none. */
  readonly message: string | null;
}

/** AWS refuses a credential with 403, and sometimes 400, where others say 401. */
const credentialCodes = new Set([
  'AuthFailure',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'MissingAuthenticationToken',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** The services that answer in JSON say 400 where others say 403. */
const denialCodes = new Set(['AccessDenied', 'AccessDeniedException']);

/** AWS asks to slow down with 400 or 503 where others say 429. */
const limitCodes = new Set([
  'RequestLimitExceeded',
  'RequestThrottled',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** Reads `<ErrorResponse><Error><Code>…</Code><Message>…</Message></Error></ErrorResponse>`; null for anything else. */
export function awsErrorIn(text: string): AwsError | null {
  if (!text.trimStart().startsWith('<')) return null;
  const error = /<Error>(.*?)<\/Error>/s.exec(text)?.[1] ?? '';
  const code = /<Code>\s*([\w.]+)\s*<\/Code>/.exec(error)?.[1];
  if (code === undefined) return null;
  const message = /<Message>(.*?)<\/Message>/s.exec(error)?.[1]?.trim();
  return { code, message: message ? withoutEntities(message) : null };
}

/** What a code of AWS means whatever the status; null when the status says enough. */
export function awsProblem(code: string): ProblemCode | null {
  if (credentialCodes.has(code)) return 'unauthenticated';
  if (denialCodes.has(code)) return 'denied';
  return limitCodes.has(code) ? 'rate-limited' : null;
}

const entities: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

/** Only the named ones: without this a secret that is sent back would not be recognized. */
function withoutEntities(text: string): string {
  return text.replaceAll(/&(amp|apos|gt|lt|quot);/g, (entity, name: string) => entities[name] ?? entity);
}
