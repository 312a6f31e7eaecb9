import { type CfnResource, Names, Stack, Validations } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/** Rules of cdk-nag that a construct breaks on purpose: the rule's id, and why that is right here. */
export type Accepted = Readonly<Record<string, string>>;

/** Accepts findings on a construct and what is in it. A finding without an entry here fails the tests. */
export function accept(construct: IConstruct, findings: Accepted): void {
  for (const [id, reason] of Object.entries(findings)) Validations.of(construct).acknowledge({ id, reason });
}

/** Accepts that a role's right on objects of a bucket is on a pattern of keys. */
export function acceptKeys(holder: IConstruct, bucket: Bucket, pattern: string, reason: string): void {
  const resource = bucket.node.defaultChild as CfnResource;
  // A nested stack is told where the bucket is by a parameter.
  const isHere = Stack.of(holder) === Stack.of(bucket);
  const arn = isHere
    ? `${Stack.of(bucket).resolve(resource.logicalId)}.Arn`
    : `referenceto${Names.nodeUniqueId(resource.node)}Arn`;
  // Findings write a variable of IAM's as they write what a template refers to.
  const written = pattern.replaceAll(/\$\{([^}]*)\}/g, '<$1>');
  accept(holder, { [`AwsSolutions-IAM5[Resource::<${arn}>/${written}]`]: reason });
}
