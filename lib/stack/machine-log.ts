import { CfnDeletionPolicy, type CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/**
 * CloudWatch Logs lets services write to all groups below this by one line of the account's policy. Any other group takes a line
 * of its own, and the policy ends at 5,120 characters: in an account with many machines the next one could not be made.
 */
const delivered = '/aws/vendedlogs/states/';

/** The log of the state machine in a construct. */
export function machineLog(scope: Construct, encryptionKey: IKey): LogGroup {
  const [, ...scopes] = scope.node.scopes.slice(Stack.of(scope).node.scopes.length - 1);
  const place = scopes.map(({ node }) => node.id).filter((id) => id !== 'Default');
  const log = new LogGroup(scope, 'Log', {
    logGroupName: `${delivered}${[Stack.of(scope).stackName, ...place].join('/')}`,
    retention: RetentionDays.ONE_YEAR,
    encryptionKey,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  // What an earlier version logged under another name ends after its year, and not with an upgrade.
  (log.node.defaultChild as CfnResource).cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  return log;
}
