import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface EvidenceLockerProps {
  /** Object Lock in compliance mode: until it is over, no one can delete or replace a stored version. */
  readonly retention: Duration;
}

/**
 * The bucket that evidence lies in. Keys are written once: a write that does not say `If-None-Match` is refused, and
 * so is every delete, because after a delete marker a conditional write would pass again.
 */
export class EvidenceLocker extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { retention }: EvidenceLockerProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(retention),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.refuse('EvidenceIsNeverDeleted', ['s3:DeleteObject', 's3:DeleteObjectVersion']);
    this.refuse('EvidenceIsWrittenOnce', ['s3:PutObject'], {
      Null: { 's3:if-none-match': 'true' },
      Bool: { 's3:ObjectCreationOperation': 'true' },
    });
  }

  /** Refuses to everyone, so the wildcard principal takes rights away and gives none. */
  private refuse(sid: string, actions: string[], conditions: Record<string, Record<string, string>> = {}) {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources: [this.bucket.arnForObjects('*')],
        conditions,
      }),
    );
  }
}
