import { Duration } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accept } from './accepted-findings.ts';
import { allowOnBucket, allowOnObjects } from './bucket-grants.ts';
import { privateBucket, underKey } from './private-bucket.ts';

export interface SignerMemoryProps {
  readonly accessLogs: Bucket;
  /** A company's own; undefined for keys of S3. */
  readonly key: IKey | undefined;
  /**
   * Where many keys are remembered, each in a folder: the folder of the session that asks, with `/` at its end.
   * @default one key's memory is the whole bucket
   */
  readonly session?: string;
}

/**
 * What the signing key signed last, apart from the locker: who can write there cannot make the key forget a night. One role
 * may write, each object once; nobody may delete, administrators included, unless they change the policy first, which
 * CloudTrail records.
 */
export class SignerMemory extends Construct {
  readonly #bucket: Bucket;
  readonly #session: string;

  constructor(scope: Construct, id: string, { accessLogs, key, session = '' }: SignerMemoryProps) {
    super(scope, id);
    this.#session = session;
    this.#bucket = new Bucket(this, 'Bucket', {
      ...privateBucket,
      ...underKey(key),
      serverAccessLogsBucket: accessLogs as IBucket,
      serverAccessLogsPrefix: 'signer-memory/',
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(2) }],
    });
    this.#refuse('NothingIsForgotten', ['s3:DeleteObject', 's3:DeleteObjectVersion'], {});
    this.#refuse('NothingIsReplaced', ['s3:PutObject'], { Null: { 's3:if-none-match': 'true' } });
    accept(this.#bucket, {
      'NIST.800.53.R5-S3BucketReplicationEnabled':
        'Each head is also announced with the night, on the bus and to people. A copy elsewhere would be another thing to keep anybody from writing.',
      'NIST.800.53.R5-S3DefaultEncryptionKMS':
        'Seals are public by their nature: they hold hashes and times, and lie in the locker as well.',
    });
  }

  /** `s3://bucket`, as the functions are told it. */
  get location(): string {
    return `s3://${this.#bucket.bucketName}`;
  }

  /** Lets a role see what was signed last. */
  grantRecall(role: IRole): void {
    allowOnObjects(role, this.#bucket, ['s3:GetObject'], [`${this.#session}*`], numbers);
    allowOnBucket(role, this.#bucket, ['s3:ListBucket'], this.#session === '' ? null : `${this.#session}*`);
  }

  /** Lets one role remember what it signs, and refuses everybody else. To be called once. */
  grantRememberToNobodyBut(role: IRole): void {
    this.grantRecall(role);
    allowOnObjects(role, this.#bucket, ['s3:PutObject'], [`${this.#session}*`], numbers);
    this.#refuse('WrittenByTheSealingFunctionAlone', ['s3:PutObject'], {
      ArnNotEquals: { 'aws:PrincipalArn': role.roleArn },
    });
  }

  #refuse(sid: string, actions: string[], conditions: Record<string, Record<string, string>>): void {
    this.#bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources: [this.#bucket.arnForObjects('*')],
        conditions,
      }),
    );
  }
}

const numbers = 'The objects are named after the numbers of seals, and the bucket holds nothing else.';
