import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { AwsDeployment } from '../config/configuration.ts';
import { accept, acceptKeys } from './accepted-findings.ts';
import type { EvidenceLocker } from './evidence-locker.ts';

/** What S3 calls the rule by which evidence is copied, and what it counts by. */
export const copyRule = 'evidence';

export interface ReplicationProps {
  readonly locker: EvidenceLocker;
  readonly to: NonNullable<AwsDeployment['replicateTo']>;
  /** What copies are encrypted with where the locker is under a company's own key; undefined where it is under keys of S3. */
  readonly key: IKey | undefined;
}

/**
 * Copies evidence to a bucket of a log-archive account, which owns the copies. Their lock goes with them; deletes do
 * not. `docs/aws-log-archive` makes that bucket, and `docs/runbook.md` says what it has to be like.
 */
export class Replication extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { locker, to, key }: ReplicationProps) {
    super(scope, id);
    const source = locker.bucket;
    const target = `arn:${Stack.of(this).partition}:s3:::${to.bucket}`;
    this.role = new Role(this, 'Role', {
      description: 'Exhibit: copies evidence to the log-archive account',
      assumedBy: new ServicePrincipal('s3.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    this.#allow(['s3:GetReplicationConfiguration', 's3:ListBucket'], source.bucketArn);
    this.#allow(
      [
        's3:GetObjectLegalHold',
        's3:GetObjectRetention',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionTagging',
      ],
      source.arnForObjects('*'),
    );
    this.#allow(
      ['s3:ObjectOwnerOverrideToBucketOwner', 's3:ReplicateObject', 's3:ReplicateTags'],
      `${target}/*`,
    );
    this.#allowKey(['kms:Decrypt'], source.encryptionKey, Stack.of(this).region);
    this.#allowKey(['kms:Encrypt', 'kms:GenerateDataKey'], key, to.region);
    this.#accept(locker, to.bucket);
    (source.node.defaultChild as CfnBucket).replicationConfiguration = {
      role: this.role.roleArn,
      rules: [
        {
          id: copyRule,
          status: 'Enabled',
          priority: 1,
          filter: { prefix: locker.prefix },
          deleteMarkerReplication: { status: 'Disabled' },
          // Without it, S3 leaves out what is encrypted under a key in KMS.
          ...(key && { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } } }),
          destination: {
            bucket: target,
            account: to.account,
            accessControlTranslation: { owner: 'Destination' },
            metrics: { status: 'Enabled' },
            ...(key && { encryptionConfiguration: { replicaKmsKeyId: key.keyArn } }),
          },
        },
      ],
    };
  }

  #accept({ bucket }: EvidenceLocker, target: string): void {
    const reason = 'All evidence is copied, and nothing else.';
    acceptKeys(this.role, bucket, '*', reason);
    accept(this.role, { [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${target}/*]`]: reason });
  }

  /** To use a key through S3 of one region alone. */
  #allowKey(actions: string[], key: IKey | undefined, region: string): void {
    if (key === undefined) return;
    const conditions = { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } };
    this.role.addToPolicy(new PolicyStatement({ actions, resources: [key.keyArn], conditions }));
  }

  #allow(actions: string[], resource: string): void {
    this.role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
  }
}
