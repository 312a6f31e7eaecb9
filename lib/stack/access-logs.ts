import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accept } from './accepted.ts';

/** Who asked which bucket for what. Apart from the locker, since a locked bucket cannot receive access logs. */
export class AccessLogs extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [
        { expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(30) },
        { abortIncompleteMultipartUploadAfter: Duration.days(2) },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    accept(this.bucket, {
      'AwsSolutions-S1': 'This is the bucket that access logs go to; logging it into itself would never end.',
      'NIST.800.53.R5-S3BucketLoggingEnabled':
        'This is the bucket that access logs go to; logging it into itself would never end.',
      'NIST.800.53.R5-S3BucketReplicationEnabled':
        'Access logs are a help in looking into something, and no evidence. A copy elsewhere is not worth its price.',
      'NIST.800.53.R5-S3DefaultEncryptionKMS':
        'S3 delivers access logs to buckets with its own keys only, and not to those with a key in KMS.',
    });
  }
}
