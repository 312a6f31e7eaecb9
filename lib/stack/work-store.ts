import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accept } from './accepted.ts';
import { allowOnBucket, allowOnObjects } from './bucket-grants.ts';

/**
 * What is no evidence and is not kept: collections that are not finished yet, the lists that Athena finds files by,
 * and Athena's answers. Nothing here is locked.
 */
export class WorkStore extends Construct {
  readonly bucket: Bucket;
  /** Unfinished collections. A night is over long before they expire. */
  readonly collections = 'collections/';
  /** Lists of the locker's files, by day. They stay: they can be made again, but only by hand. */
  readonly index = 'index/';
  readonly answers = 'answers/';

  constructor(scope: Construct, id: string, { accessLogs }: { readonly accessLogs: Bucket }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      serverAccessLogsBucket: accessLogs as IBucket,
      serverAccessLogsPrefix: 'work/',
      lifecycleRules: [
        ...[this.collections, this.answers].map((prefix) => ({ prefix, expiration: Duration.days(7) })),
        {
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(2),
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    accept(this.bucket, {
      'NIST.800.53.R5-S3BucketReplicationEnabled':
        'Nothing here is evidence. What is lost is collected, or listed, again.',
      'NIST.800.53.R5-S3DefaultEncryptionKMS':
        'What lies here for a week lies encrypted under keys of S3 in the locker for years; a second scheme adds nothing.',
    });
  }

  /** `s3://bucket/prefix` of unfinished collections. */
  get collectionsLocation(): string {
    return `s3://${this.bucket.bucketName}/${this.collections.slice(0, -1)}`;
  }

  /** Lets a collecting function keep, and go on with, what it has not finished. */
  grantCollections(role: IRole): void {
    allowOnObjects(
      role,
      this.bucket,
      ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      [`${this.collections}*`],
      'Parts of a collection are named after its run and dataset.',
    );
    allowOnBucket(role, this.bucket, ['s3:ListBucket'], `${this.collections}*`);
  }
}
