import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/**
 * Encrypts what Exhibit says of its own work: logs, and the messages on their way to people. Evidence is not under it,
 * because whoever can delete a key can delete what lies under it.
 */
export class OperationsKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    this.key = new Key(this, 'Key', {
      description: 'Exhibit: logs and messages',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.key.addToResourcePolicy(
      allow('LogsOfThisAccount', new ServicePrincipal(`logs.${region}.amazonaws.com`), forLogs, {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
        },
      }),
    );
  }
}

/** What CloudWatch Logs asks for, by its documentation. */
const forLogs = ['kms:Decrypt', 'kms:Describe*', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** In a key's own policy, `*` means this key. */
function allow(
  sid: string,
  service: ServicePrincipal,
  actions: readonly string[],
  conditions: Record<string, Record<string, string>>,
): PolicyStatement {
  return new PolicyStatement({
    sid,
    principals: [service],
    actions: [...actions],
    resources: ['*'],
    conditions,
  });
}
