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

/** Allows actions on the bucket itself; with `below`, only for keys that match it. */
export function allowOnBucket(role: IRole, bucket: Bucket, actions: readonly string[], below?: string): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [bucket.bucketArn],
      ...(below === undefined || below === '*' ? {} : { conditions: { StringLike: { 's3:prefix': below } } }),
    }),
  );
}
