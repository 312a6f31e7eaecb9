import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, BucketEncryption, type BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';

/**
 * What all buckets of the stack have in common: private, encrypted, asked over TLS only, and left when the stack goes; but not
 * when its first deployment failed, since a bucket of that name would bar the second.
 */
export const privateBucket: BucketProps = {
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  versioned: true,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};

/** Encrypted under a company's own key in KMS. Keys of the bucket make that one request to KMS for many objects. */
export function underKey(key: IKey | undefined): BucketProps {
  return key === undefined
    ? {}
    : { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true };
}
