import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { AwsDeployment } from '../config/configuration.ts';
import { accept, acceptKeys } from './accepted.ts';
import type { EvidenceLocker } from './evidence-locker.ts';

export interface ReplicationProps {
  readonly locker: EvidenceLocker;
  readonly to: NonNullable<AwsDeployment['replicateTo']>;
}

/**
 * Copies evidence to a bucket of a log-archive account, which owns the copies. Their lock goes with them; deletes do
 * not. `docs/runbook.md` says what that bucket has to be like.
 */
export class Replication extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { locker, to }: ReplicationProps) {
    super(scope, id);
    const source = locker.bucket;
    if (source.encryptionKey)
      throw new Error(
        'Evidence under a key of your own (bucketsKey) cannot be copied to another account (aws: replicateTo:): leave one of them out.',
      );
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
    this.#accept(locker, to.bucket);
    (source.node.defaultChild as CfnBucket).replicationConfiguration = {
      role: this.role.roleArn,
      rules: [
        {
          id: 'evidence',
          status: 'Enabled',
          priority: 1,
          filter: { prefix: locker.prefix },
          deleteMarkerReplication: { status: 'Disabled' },
          destination: {
            bucket: target,
            account: to.account,
            accessControlTranslation: { owner: 'Destination' },
            metrics: { status: 'Enabled' },
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

  #allow(actions: string[], resource: string): void {
    this.role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
  }
}
