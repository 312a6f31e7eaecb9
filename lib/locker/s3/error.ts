import { LockerError } from '../locker.ts';
import type { S3Location } from './location.ts';

/** The parts of the SDK's errors that are read here. */
interface ServiceFault {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/**
 * `taken`: there is an object under the key. `conflict`: another write of the key is under way. `absent`: there is
 * none. `passing`: it may go better next time, and may have been done without our hearing of it. `final`: all else.
 */
export type FaultKind = 'taken' | 'conflict' | 'absent' | 'passing' | 'final';

const byName: Readonly<Record<string, FaultKind>> = {
  PreconditionFailed: 'taken',
  ConditionalRequestConflict: 'conflict',
  OperationAborted: 'conflict',
  NoSuchKey: 'absent',
  NotFound: 'absent',
  NoSuchBucket: 'final',
  // The upload was completed by an attempt whose answer was lost, or cleared away: looking tells which.
  NoSuchUpload: 'passing',
  // What arrived was not what was sent.
  BadDigest: 'passing',
  XAmzContentSHA256Mismatch: 'passing',
  IncompleteBody: 'passing',
  RequestTimeout: 'passing',
  SlowDown: 'passing',
  TimeoutError: 'passing',
};
// Not 404: only the names above say that the object is what was not found.
const byStatus: Readonly<Record<number, FaultKind>> = { 412: 'taken', 429: 'passing' };
// Looked for in the text as well: the SDK wraps what it does not know as an error, and then only the text tells.
const brokenOff =
  /\b(ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|TimeoutError|socket hang up|aborted|Checksum mismatch)\b/;

/** What an answer or its absence means for the key that was asked about. */
export function faultKind(error: unknown): FaultKind {
  const fault = error as ServiceFault;
  const status = fault.$metadata?.httpStatusCode ?? 0;
  const named = byName[fault.name] ?? byStatus[status];
  if (named) return named;
  if (status >= 500) return 'passing';
  return brokenOff.test(`${fault.code} ${fault.message}`) ? 'passing' : 'final';
}

/** Whether the caller may not do it, or may not be told. A HEAD has no words, and its status alone says so. */
export function isRefusal(error: unknown): boolean {
  const { name, $metadata } = error as ServiceFault;
  return name === 'AccessDenied' || $metadata?.httpStatusCode === 403;
}

/** Whether the client sent the request more than once, so that its last answer may be about its own first attempt. */
export function wasRepeated(error: unknown): boolean {
  return ((error as ServiceFault).$metadata?.attempts ?? 1) > 1;
}

/** The error for a person: what happened, where, and what to do. Credentials are never part of it. */
export function explain(error: unknown, place: S3Location, doing: string): LockerError {
  if (error instanceof LockerError) return error;
  const where = `s3://${place.bucket}/${place.prefix}`;
  const text = textFor(error as ServiceFault, place.bucket);
  return new LockerError('unreachable', `${where}: ${doing} failed. ${text}`, { cause: error });
}

const renew = 'Renew them (for example `aws sso login`, or a new session) and run again.';
const signIn =
  'Check which credentials AWS clients find here (`aws sts get-caller-identity`), and that they are of the right account.';

const sentences: Readonly<Record<string, string>> = {
  NoSuchBucket: 'There is no such bucket. Check "locker:" in exhibit.yaml, and the account and region.',
  ExpiredToken: `The AWS credentials have expired. ${renew}`,
  ExpiredTokenException: `The AWS credentials have expired. ${renew}`,
  TokenProviderError: `The AWS session has ended. ${renew}`,
  InvalidAccessKeyId: `AWS does not know the access key. ${signIn}`,
  SignatureDoesNotMatch: `The secret does not belong to the access key. ${signIn}`,
  InvalidToken: `AWS does not accept the session token. ${signIn}`,
  CredentialsProviderError: `No AWS credentials were found. ${signIn}`,
  RequestTimeTooSkewed: "This machine's clock is more than 15 minutes off. Set it right and run again.",
  InvalidObjectState: 'The object was moved to an archive tier. Restore it first.',
  NotImplemented:
    'The store does not know this request. It must honour conditional writes and SHA-256 checksums.',
};

/** What any AWS client says, for a person: no login, a session that ended, no region; else its own words. */
export function awsText(error: unknown): string {
  const fault = error as ServiceFault;
  return commonText(fault) ?? `${fault.code ?? fault.name}: ${fault.message}`.replace(/\.?$/, '.');
}

function commonText({ message, name }: ServiceFault): string | undefined {
  if (/region is missing/i.test(message)) return 'No AWS region is set. Set AWS_REGION.';
  return sentences[name];
}

function textFor(fault: ServiceFault, bucket: string): string {
  const status = fault.$metadata?.httpStatusCode;
  const common = commonText(fault);
  if (common) return common;
  const region = fault.$response?.headers?.['x-amz-bucket-region'];
  if (status === 301 || fault.name === 'AuthorizationHeaderMalformed' || (status === 400 && region))
    return `The bucket ${bucket} is in ${region ?? 'another region'}. Set AWS_REGION to that.`;
  if (fault.name === 'AccessDenied' || status === 403) return deniedText(fault);
  return `${fault.code ?? fault.name}: ${fault.message}`.replace(/\.?$/, '.');
}

/** All that a locker asks for; the last three are for large files, for the lock and for verifying. */
const rights =
  's3:ListBucket, s3:GetObject and s3:PutObject; and s3:AbortMultipartUpload, s3:ListBucketMultipartUploads and s3:ListBucketVersions';

/** S3's sentence names who asked, for what and which policy refused; a HEAD has no body, so then there is none. */
function deniedText({ message, name }: ServiceFault): string {
  const said = name === 'AccessDenied' && message ? ` It says: ${message.replace(/\.?$/, '.')}` : '';
  return `AWS refused it.${said} The caller needs ${rights}.`;
}
