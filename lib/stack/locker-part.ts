import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { allowOnBucket, allowOnObjects } from './bucket-grants.ts';

/** A locker in a bucket that may hold several, and what rights there are to it. */
export class LockerPart {
  readonly bucket: Bucket;
  /** Where in the bucket it begins; ends with `/`, or is empty. */
  readonly prefix: string;
  readonly #session: string | null;

  /**
   * @param session where many lockers lie below the prefix, each in a folder: the folder of the session that asks, by its tags, with
   * `/` at its end. Null for one locker.
   */
  constructor(bucket: Bucket, prefix: string, session: string | null = null) {
    this.bucket = bucket;
    this.prefix = prefix;
    this.#session = session;
  }

  /** `s3://bucket/prefix`, as the functions are told it. */
  get location(): string {
    return `s3://${this.bucket.bucketName}${this.prefix === '' ? '' : `/${this.prefix.slice(0, -1)}`}`;
  }

  /** Lets a function read keys that match, and see which keys there are: without that S3 does not say "not there". */
  grantRead(role: IRole, ...patterns: readonly string[]): void {
    allowOnObjects(role, this.bucket, ['s3:GetObject'], this.#below(patterns), timesUnknown);
    this.#list(role, 's3:ListBucket');
  }

  /** Lets a function write keys that match, each once. Reading, deleting and changing a lock are not part of it. */
  grantWrite(role: IRole, ...patterns: readonly string[]): void {
    const actions = ['s3:AbortMultipartUpload', 's3:PutObject'];
    allowOnObjects(role, this.bucket, actions, this.#below(patterns), timesUnknown);
  }

  /** Lets a function read and write keys that match: both in one statement, since a role with many of these has no room for two. */
  grantKeep(role: IRole, ...patterns: readonly string[]): void {
    const actions = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'];
    allowOnObjects(role, this.bucket, actions, this.#below(patterns), timesUnknown);
    this.#list(role, 's3:ListBucket');
  }

  /** Lets a function read everything that ever was in the locker, to verify it. */
  grantReadHistory(role: IRole): void {
    const why = 'What verifies reads all evidence, each version of it.';
    allowOnObjects(role, this.bucket, ['s3:GetObject', 's3:GetObjectVersion'], this.#below(['*']), why);
    this.#list(role, 's3:ListBucket', 's3:ListBucketVersions');
  }

  /** Lets an auditor read everything that ever was in the locker, and how long it is locked. */
  grantAudit(role: IRole): void {
    const objects = ['s3:GetObject', 's3:GetObjectRetention', 's3:GetObjectVersion'];
    allowOnObjects(
      role,
      this.bucket,
      objects,
      this.#below(['*']),
      'An auditor reads all evidence, and nothing else.',
    );
    this.#list(role, 's3:ListBucket', 's3:ListBucketVersions');
    allowOnBucket(role, this.bucket, [
      's3:GetBucketLocation',
      's3:GetBucketObjectLockConfiguration',
      's3:GetBucketPolicy',
      's3:GetBucketVersioning',
    ]);
  }

  #below(patterns: readonly string[]): string[] {
    return patterns.map((pattern) => `${this.prefix}${this.#session ?? ''}${pattern}`);
  }

  #list(role: IRole, ...actions: readonly string[]): void {
    const below = this.#session === null ? null : `${this.prefix}${this.#session}*`;
    allowOnBucket(role, this.bucket, actions, below);
  }
}

const timesUnknown =
  'Keys of the locker hold the times of runs, which nobody knows beforehand; * stands for them, and for what lies in a run.';
