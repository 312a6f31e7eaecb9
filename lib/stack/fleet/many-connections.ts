import { ArnFormat, type CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { DefinitionBody, LogLevel, QueryLanguage, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { longestRunSeconds } from '../../config/limits.ts';
import { accept } from '../accepted-findings.ts';
import { connectionsLabel, eachOfMany, grantChildren } from '../each-connection.ts';
import type { Functions } from '../functions.ts';
import { machineLog } from '../machine-log.ts';
import { invoking, MachineRole } from '../machine-role.ts';
import { oneConnection, type Whose } from '../one-connection.ts';
import type { WorkStore } from '../work-store.ts';

export interface ManyConnectionsProps {
  readonly functions: Functions;
  readonly work: WorkStore;
  readonly whose: Whose;
  readonly logKey: IKey;
}

/**
 * The machine that collects for one organization of a fleet what is more than goes from state to state: a Distributed Map, which a night
 * within the fleet's own Map starts as an execution of its own. How executions of a Map within a Map are named is not documented, and
 * how these are is.
 */
export class ManyConnections extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { functions, work, whose, logKey }: ManyConnectionsProps) {
    super(scope, id);
    const granted = new MachineRole(this, 'Granted', [invoking(functions.collect.values())]);
    work.grantFailures(granted.grantee);
    work.grantMapRuns(granted.grantee);
    const processor = oneConnection(this, { collect: functions.collect, work, whose });
    this.machine = new StateMachine(this, 'Machine', {
      comment: 'Exhibit: the connections of one organization that has many',
      role: granted.role,
      definitionBody: DefinitionBody.fromChainable(eachOfMany(this, { processor, work, whose })),
      queryLanguage: QueryLanguage.JSON_PATH,
      timeout: Duration.seconds(longestRunSeconds),
      tracingEnabled: true,
      logs: { destination: machineLog(this, logKey), level: LogLevel.ALL, includeExecutionData: true },
    });
    this.machine.node.addDependency(granted);
    grantChildren(this, granted, { machine: this.machine, label: connectionsLabel });
  }

  /** Lets another machine start this one, wait for its end, and end it. */
  grantStart(role: MachineRole): void {
    const { logicalId } = this.machine.node.defaultChild as CfnResource;
    const name = Stack.of(this).resolve(logicalId);
    accept(role, {
      [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${name}.Name>:*]`]:
        'Step Functions itself names the executions of the machine.',
    });
    role.rights.addStatements(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.machine.stateMachineArn] }),
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [this.#arn('states', 'execution', `${this.machine.stateMachineName}:*`)],
      }),
      // By which Step Functions hears that it has ended.
      new PolicyStatement({
        actions: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
        resources: [this.#arn('events', 'rule', 'StepFunctionsGetEventsForStepFunctionsExecutionRule')],
      }),
    );
  }

  #arn(service: 'states' | 'events', resource: string, resourceName: string): string {
    const arnFormat = service === 'states' ? ArnFormat.COLON_RESOURCE_NAME : ArnFormat.SLASH_RESOURCE_NAME;
    return Stack.of(this).formatArn({ service, resource, resourceName, arnFormat });
  }
}
