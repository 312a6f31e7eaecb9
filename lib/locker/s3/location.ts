import { LockerError } from '../locker.ts';

/** A bucket, and where in it the locker begins. */
export interface S3Location {
  readonly bucket: string;
  /** Ends with `/`; empty for a locker that is the whole bucket. */
  readonly prefix: string;
}

const form = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[^/]+)*)\/?$/;

/** Whether a locker's location names a bucket rather than a folder. */
export function isS3Location(location: string): boolean {
  return location.startsWith('s3://');
}

/** Reads `s3://bucket/prefix`. Throws `LockerError` (`not-a-locker`) for anything else. */
export function parseS3Location(location: string): S3Location {
  const [, bucket, path = ''] = form.exec(location) ?? [];
  if (bucket === undefined)
    throw new LockerError('not-a-locker', `${location} does not name a bucket: write s3://bucket/prefix.`);
  return { bucket, prefix: path === '' ? '' : `${path.slice(1)}/` };
}
