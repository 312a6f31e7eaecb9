import { Duration } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accept } from './accepted-findings.ts';
import { privateBucket } from './private-bucket.ts';

/** Who asked which bucket for what. Apart from the locker, since a locked bucket cannot receive access logs. */
export class AccessLogs extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...privateBucket,
      lifecycleRules: [
        { expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(30) },
        { abortIncompleteMultipartUploadAfter: Duration.days(2) },
      ],
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
