import { Duration } from 'aws-cdk-lib';
import {
  ArnPrincipal,
  Effect,
  type IRole,
  PolicyStatement,
  Role,
  SessionTagsPrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export interface ActingRoleProps {
  /** What it is for, in words. */
  readonly description: string;
  /** The function's own role, which alone may take it up. */
  readonly by: Role;
  /** Tags that a session has to have, and no others. */
  readonly tags: readonly string[];
}

/**
 * The role that a function takes up for one organization of a fleet. What it may do is said with the tags of its sessions, so that no
 * session reaches another organization's; nobody takes it up without all of the tags, with others, or with one that is a path.
 * It may take up no role itself, so that a session stays what it is; but for what asks AWS, which takes up those in the organization's own
 * accounts that are called after it (`grantReaders`).
 */
export function actingRole(scope: Construct, id: string, { description, by, tags }: ActingRoleProps): Role {
  const made = new Role(scope, id, {
    description: `Exhibit: ${description}, for one organization`,
    assumedBy: new SessionTagsPrincipal(
      new ArnPrincipal(by.roleArn).withConditions({
        'ForAllValues:StringEquals': { 'aws:TagKeys': [...tags] },
        StringLike: Object.fromEntries(tags.map((tag) => [`aws:RequestTag/${tag}`, '?*'])),
        StringNotLike: Object.fromEntries(tags.map((tag) => [`aws:RequestTag/${tag}`, '*/*'])),
      }),
    ),
    maxSessionDuration: Duration.hours(1),
  });
  grantTakingUp(by, made);
  return made;
}

function grantTakingUp(by: Role, { roleArn }: IRole): void {
  by.addToPolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['sts:AssumeRole', 'sts:TagSession'],
      resources: [roleArn],
    }),
  );
}
