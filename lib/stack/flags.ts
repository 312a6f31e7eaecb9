import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';

/**
 * What the CDK's feature flags are for everything in the construct, whatever the app around it sets: the same construct is the same
 * resources in every app, and an app that turns on a flag replaces none of them. What is not named here is off, as it was when
 * 0.1.0 was deployed.
 */
const flags: Readonly<Record<string, boolean | string | readonly string[]>> = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:createDefaultLoggingPolicy': true,
  '@aws-cdk/aws-s3:publicAccessBlockedByDefault': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2': true,
  '@aws-cdk/core:checkSecretUsage': true,
  // No yes or no, but which of three; within one stack it decides nothing.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/core:target-partitions': ['aws', 'aws-cn', 'aws-us-gov'],
};

/** Sets them. To be called before anything is in the construct. */
export function setFlags(construct: Construct): void {
  for (const name of Object.keys(CURRENTLY_RECOMMENDED_FLAGS)) construct.node.setContext(name, false);
  for (const [name, value] of Object.entries(flags)) construct.node.setContext(name, value);
}
