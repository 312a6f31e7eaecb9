import { ArnFormat, type CfnResource, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import {
  DistributedMap,
  type IChainable,
  IntegrationPattern,
  type IStateMachine,
  JsonPath,
  Map as MapState,
  ResultWriterV2,
  S3JsonItemReader,
  type StateMachine,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { connectionsFile } from '../config/night-keys.ts';
import { accept } from './accepted-findings.ts';
import type { MachineRole } from './machine-role.ts';
import { retried } from './night-task.ts';
import type { Whose } from './one-connection.ts';
import type { WorkStore } from './work-store.ts';

/** How many connections are collected at once. Providers' limits are per connection, so more would be no harm. */
const atOnce = { ofFew: 10, ofMany: 40 };

/** The Map's name in the ARNs of its children. */
export const connectionsLabel = 'Connections';

const item = {
  itemSelector: {
    run: JsonPath.stringAt('$.run'),
    night: JsonPath.stringAt('$.night'),
    connection: JsonPath.stringAt('$$.Map.Item.Value.id'),
    provider: JsonPath.stringAt('$$.Map.Item.Value.provider'),
  },
  // How each connection fared is read in the work store.
  resultPath: JsonPath.DISCARD,
};

/** Collects those that the plan hands over, within the machine's own execution. */
export function eachOfFew(scope: Construct, processor: IChainable): MapState {
  return new MapState(scope, 'Each connection', {
    ...item,
    itemsPath: '$.connections',
    maxConcurrency: atOnce.ofFew,
  }).itemProcessor(processor);
}

export interface EachOfMany {
  /** What collects one. */
  readonly processor: IChainable;
  readonly work: WorkStore;
  readonly whose: Whose;
}

/**
 * Collects those of the list that the plan left, each in an execution of its own: one has room for 25,000 events, and hands over 256 KiB.
 * However many of these fail, the others are collected and the night goes on.
 */
export function eachOfMany(scope: Construct, { processor, work, whose }: EachOfMany): DistributedMap {
  const bucket = work.bucket as IBucket;
  const night = JsonPath.stringAt('$.night');
  const folders = whose.organization === undefined ? [night] : [whose.organization, night];
  const map = new DistributedMap(scope, 'Each connection', {
    ...item,
    // An execution of the Map is told of whom it is by its own input.
    itemSelector: { ...item.itemSelector, ...whose },
    label: connectionsLabel,
    maxConcurrency: atOnce.ofMany,
    itemReader: new S3JsonItemReader({
      bucket,
      key: JsonPath.format(`${work.nights}${'{}/'.repeat(folders.length)}${connectionsFile}`, ...folders),
    }),
    toleratedFailurePercentage: 100,
    resultWriterV2: new ResultWriterV2({ bucket, prefix: work.mapRuns }),
  }).itemProcessor(processor);
  return retried(map, 2);
}

/** Has a machine of its own collect what is more than goes from state to state, and waits for it. */
export function startMany(
  scope: Construct,
  machine: IStateMachine,
  whose: Whose,
): StepFunctionsStartExecution {
  const start = new StepFunctionsStartExecution(scope, 'Each of many connections', {
    stateMachine: machine,
    integrationPattern: IntegrationPattern.RUN_JOB,
    associateWithParent: true,
    input: TaskInput.fromObject({
      run: JsonPath.stringAt('$.run'),
      night: JsonPath.stringAt('$.night'),
      ...whose,
    }),
    resultPath: JsonPath.DISCARD,
  });
  return retried(start, 2);
}

export interface MapsMachine {
  readonly machine: StateMachine;
  /** Of the Map. */
  readonly label: string;
}

/** What a Distributed Map needs: to start executions of its own machine, to see to them and end them, and to start them again. */
export function grantChildren(scope: Construct, role: MachineRole, { machine, label }: MapsMachine): void {
  const children = Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${machine.stateMachineName}/${label}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  // What the library would grant by itself takes in every execution, and its role takes no additions.
  machine.node.tryRemoveChild('DistributedMapPolicy');
  // Apart from the machine's other rights, which are there before it: these name it.
  const rights = new Policy(scope, 'Children', {
    roles: [role.grantee],
    statements: [
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }),
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:RedriveExecution', 'states:StopExecution'],
        resources: [children],
      }),
    ],
  });
  const { logicalId } = machine.node.defaultChild as CfnResource;
  const name = Stack.of(scope).resolve(logicalId);
  const named = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${name}.Name>/${label}:*`;
  accept(rights, {
    [`AwsSolutions-IAM5[Resource::${named}]`]:
      'The executions of a Map are named by Step Functions itself, and the label says that they are of this one.',
  });
}
