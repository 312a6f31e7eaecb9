import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acceptKeys } from './accepted-findings.ts';
import { inStatements } from './policy-sizes.ts';

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
  for (const some of inStatements(patterns))
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: some.map((pattern) => bucket.arnForObjects(pattern)),
      }),
    );
  for (const right of keyRights(bucket, actions)) role.addToPrincipalPolicy(right);
  for (const pattern of patterns) acceptKeys(role, bucket, pattern, why);
}

/** What is needed besides where a bucket is under a company's own key: to use that, through S3 alone. */
function keyRights(bucket: Bucket, actions: readonly string[]): readonly PolicyStatement[] {
  const key = bucket.encryptionKey;
  if (key === undefined) return [];
  const writes = actions.includes('s3:PutObject');
  return [
    new PolicyStatement({
      // Who writes in parts has to read what was written.
      actions: ['kms:Decrypt', ...(writes ? ['kms:GenerateDataKey'] : [])],
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${Stack.of(bucket).region}.amazonaws.com` } },
    }),
  ];
}

/**
 * Allows actions on the bucket itself. For a company alone never for some prefixes only: S3 says of an object "not there" to those
 * who may list, and a request for an object has no prefix, so that a condition on it makes "denied" of every absence, which takes
 * another question each.
 * @param below what of the bucket may be listed, with `*`; null for all of it
 */
export function allowOnBucket(
  role: IRole,
  bucket: Bucket,
  actions: readonly string[],
  below: string | null = null,
): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [bucket.bucketArn],
      ...(below === null ? {} : { conditions: { StringLike: { 's3:prefix': below } } }),
    }),
  );
}
