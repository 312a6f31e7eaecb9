import { Duration } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, type CfnBucket, type IBucket, ObjectLockRetention, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accept } from './accepted-findings.ts';
import { LockerPart } from './locker-part.ts';
import { privateBucket, underKey } from './private-bucket.ts';

export interface EvidenceLockerProps {
  /** Object Lock in compliance mode: until it is over, no one can delete or replace a stored version. */
  readonly retention: Duration;
  /** The name that the configuration asks for; null for one that CloudFormation makes up. */
  readonly name: string | null;
  /** Where in the bucket the locker begins; ends with `/`, or is empty. */
  readonly prefix: string;
  readonly accessLogs: Bucket;
  /** A company's own; undefined for keys of S3. */
  readonly key: IKey | undefined;
}

/**
 * The bucket that evidence lies in. Keys are written once: a write that does not say `If-None-Match` is refused, and
 * so is every delete, because after a delete marker a conditional write would pass again.
 */
export class EvidenceLocker extends Construct {
  readonly bucket: Bucket;
  readonly prefix: string;

  constructor(scope: Construct, id: string, props: EvidenceLockerProps) {
    super(scope, id);
    const { retention, name, prefix, accessLogs, key } = props;
    this.prefix = prefix;
    const moves = retention.toDays() >= cheaperFrom;
    this.bucket = new Bucket(this, 'Bucket', {
      ...privateBucket,
      ...underKey(key),
      ...(name === null ? {} : { bucketName: name }),
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(retention),
      serverAccessLogsBucket: accessLogs as IBucket,
      serverAccessLogsPrefix: 'locker/',
      // An upload that was begun and not ended is no object and has no lock; this is all that ever expires here.
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(7) },
        ...(moves ? [whatIsSeldomRead] : []),
      ],
    });
    this.#refuse('EvidenceIsNeverDeleted', ['s3:DeleteObject', 's3:DeleteObjectVersion']);
    this.#refuse('EvidenceIsWrittenOnce', ['s3:PutObject'], {
      Null: { 's3:if-none-match': 'true' },
      Bool: { 's3:ObjectCreationOperation': 'true' },
    });
    if (moves) this.#sizeAsText();
    accept(this.bucket, {
      'NIST.800.53.R5-S3DefaultEncryptionKMS':
        'Evidence is encrypted under keys of S3 on purpose: whoever may delete a key in KMS could make years of locked evidence unreadable.',
      'NIST.800.53.R5-S3BucketReplicationEnabled':
        'Offered as `aws.replicateTo`. Which other account keeps a copy, and whether, is the company’s decision.',
    });
  }

  /** All of it, as one locker. */
  get whole(): LockerPart {
    return new LockerPart(this.bucket, this.prefix);
  }

  /** `s3://bucket/prefix`, as the functions are told it. */
  get location(): string {
    return this.whole.location;
  }

  /** The library writes a number, where CloudFormation says that it is a text. */
  #sizeAsText(): void {
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    const size = String(whatIsSeldomRead.objectSizeGreaterThan);
    bucket.addPropertyOverride('LifecycleConfiguration.Rules.1.ObjectSizeGreaterThan', size);
  }

  /** Refuses to everyone, so the wildcard principal takes rights away and gives none. */
  #refuse(sid: string, actions: string[], conditions: Record<string, Record<string, string>> = {}) {
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

/** Days of a lock from which on moving surely pays for itself. */
const cheaperFrom = 730;

/**
 * What is seldom read moves to a class that is read as fast, and costs a sixth to keep and more to read. Its lock goes along. Smaller
 * files stay as they are: that class takes each for 128 KiB.
 */
const whatIsSeldomRead = {
  objectSizeGreaterThan: 128 * 1024,
  transitions: [{ storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) }],
};
