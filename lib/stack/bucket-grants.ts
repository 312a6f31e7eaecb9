import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acceptKeys } from './accepted.ts';

/**
 * Allows actions on objects of a bucket. The library's own grants allow more than is wanted: that for writing also
 * allows to change how long an object is locked.
 * @param patterns keys, in which `*` stands for any characters
 * @param why it stands for something that is not known beforehand
 */
export function allowOnObjects(
  role: IRole,
  bucket: Bucket,
  actions: readonly string[],
  patterns: readonly string[],
  why: string,
): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: patterns.map((pattern) => bucket.arnForObjects(pattern)),
    }),
  );
  for (const pattern of patterns) acceptKeys(role, bucket, pattern, why);
}

/**
 * Allows actions on the bucket itself. Never for some prefixes alone: S3 says of an object "not there" only to those who
 * may list, and a request for an object has no prefix, so that a condition on it would make "denied" of every absence.
 */
export function allowOnBucket(role: IRole, bucket: Bucket, actions: readonly string[]): void {
  role.addToPrincipalPolicy(new PolicyStatement({ actions: [...actions], resources: [bucket.bucketArn] }));
}
