import { type IRole, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { accept } from './accepted-findings.ts';
import type { NightFunction } from './night-function.ts';

/**
 * The role of a state machine. What the library would grant by itself is more than is needed (any version of each
 * function), so that its additions are left out, and `rights` is all there is besides logs and traces.
 */
export class MachineRole extends Construct {
  /** For grants. The library's own additions go to `role`, and come to nothing. */
  readonly grantee: IRole;
  /** For the machine's `role`. */
  readonly role: IRole;
  /** To be there before the machine is. */
  readonly rights: Policy;

  constructor(scope: Construct, id: string, rights: readonly PolicyStatement[]) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    this.rights = new Policy(this, 'Rights', { roles: [role], statements: [...rights, ...watching()] });
    this.grantee = role;
    this.role = role.withoutPolicyUpdates();
    accept(this, {
      'AwsSolutions-IAM5[Resource::*]':
        'Setting up where a machine logs to, and sending traces, know no resource but *.',
    });
  }
}

/** Lets a machine call functions. */
export function invoking(functions: Iterable<NightFunction>): PolicyStatement {
  return new PolicyStatement({
    actions: ['lambda:InvokeFunction'],
    resources: Array.from(functions, (step) => step.function.functionArn),
  });
}

function watching(): PolicyStatement[] {
  const logs = [
    'logs:CreateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
  ];
  const traces = [
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ];
  return [logs, traces].map((actions) => new PolicyStatement({ actions, resources: ['*'] }));
}
