import type { S3Client } from '@aws-sdk/client-s3';
import type { SessionCredentials } from '../session-credentials.ts';
import { explain } from './error.ts';
import type { S3Location } from './location.ts';

/** A place in a bucket, with what is needed to ask it. */
export interface Bucket extends S3Location {
  readonly client: S3Client;
  readonly sdk: typeof import('./sdk.ts');
}

/**
 * Opens a place in a bucket; asks nothing yet. The SDK is loaded here, so that whoever keeps evidence in a folder does not
 * wait for it.
 */
export async function openBucket(
  place: S3Location,
  client?: S3Client,
  credentials?: SessionCredentials,
): Promise<Bucket> {
  const sdk = await import('./sdk.ts');
  return { ...place, sdk, client: client ?? sdk.connect(process.env, credentials) };
}

/** What names an object of the locker to the service. */
export function objectOf({ bucket, prefix }: S3Location, key: string): { Bucket: string; Key: string } {
  return { Bucket: bucket, Key: prefix + key };
}

/** Runs a question to the service; what goes wrong becomes a `LockerError` (`unreachable`) in words. */
export async function fromBucket<Result>(
  place: S3Location,
  doing: string,
  sent: Promise<Result>,
): Promise<Result> {
  try {
    return await sent;
  } catch (error) {
    throw explain(error, place, doing);
  }
}
