import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import {
  Choice,
  Condition,
  DefinitionBody,
  DistributedMap,
  JsonPath,
  LogLevel,
  QueryLanguage,
  ResultWriterV2,
  S3JsonItemReader,
  StateMachine,
  StateMachineType,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { accept } from '../accepted-findings.ts';
import { grantChildren } from '../each-connection.ts';
import type { Functions } from '../functions.ts';
import { machineLog } from '../machine-log.ts';
import { invoking, MachineRole } from '../machine-role.ts';
import { nightTask } from '../night-task.ts';
import { NightDefinition, plannedInInput } from '../nightly-machine.ts';
import type { WorkStore } from '../work-store.ts';
import type { FleetFunctions } from './fleet-functions.ts';
import { ManyConnections } from './many-connections.ts';

export interface FleetMachineProps {
  readonly functions: Functions;
  readonly fleet: FleetFunctions;
  readonly work: WorkStore;
  /** Organizations' nights that go on at a time. */
  readonly atOnce: number;
  readonly logKey: IKey;
}

/** Part of the names of the map's executions. */
const label = 'Organizations';

/**
 * A night of a fleet: whose nights are due, each of them in an execution of its own with the very steps of a company alone, the
 * seal over them all, and one message. A failure of one is tolerated, be it of all: what came of a night is read from its locker
 * afterwards, and never from the map's status. The map fails where it cannot read or write its lists, or is ended from outside: then
 * a redrive repeats what had not succeeded.
 */
export class FleetMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: FleetMachineProps) {
    super(scope, id);
    const { functions, fleet, work, logKey } = props;
    const granted = new MachineRole(this, 'Granted', [
      invoking([...fleet.all, ...functions.ofANight]),
      ...lists(work),
    ]);
    work.grantFailures(granted.grantee);
    const { whose } = plannedInInput;
    const many = new ManyConnections(this, 'Many', { functions, work, whose, logKey });
    many.grantStart(granted);
    accept(granted, {
      [`AwsSolutions-IAM5[Resource::<${work.logicalId}.Arn>/${work.fleet}*]`]:
        'Lists of organizations and results are named after times and runs of the map.',
    });
    this.machine = new StateMachine(this, 'Machine', {
      comment: 'Exhibit: one night of every organization',
      role: granted.role,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromChainable(this.#definition(props, many.machine)),
      queryLanguage: QueryLanguage.JSON_PATH,
      timeout: Duration.hours(20),
      tracingEnabled: true,
      logs: { destination: machineLog(this, logKey), level: LogLevel.ALL, includeExecutionData: true },
    });
    this.machine.node.addDependency(granted);
    grantChildren(this, granted, { machine: this.machine, label });
  }

  #definition({ functions, fleet, work, atOnce }: FleetMachineProps, many: StateMachine) {
    const tell = nightTask(this, 'Tell', fleet.tell, { payload: TaskInput.fromObject(run) });
    const seal = nightTask(this, 'Seal the fleet', fleet.seal, {
      payload: TaskInput.fromObject({
        ...run,
        items: JsonPath.stringAt('$.items'),
        results: JsonPath.stringAt('$.map.ResultWriterDetails.Key'),
      }),
    });
    const each = new DistributedMap(this, 'Each organization', {
      label,
      itemReader: new S3JsonItemReader({ bucket: work.bucket as IBucket, key: JsonPath.stringAt('$.items') }),
      maxConcurrency: atOnce,
      toleratedFailurePercentage: 100,
      resultWriterV2: new ResultWriterV2({ bucket: work.bucket as IBucket, prefix: `${work.fleet}results` }),
      resultPath: '$.map',
    });
    const night = { functions, work, many, planned: plannedInInput };
    each.itemProcessor(new NightDefinition(this, 'Night', night).chain);
    const begin = nightTask(this, 'Begin the night', fleet.begin);
    const already = new Choice(this, 'Sealed as a whole?').when(
      Condition.booleanEquals('$.already', true),
      tell,
    );
    return begin.next(already.otherwise(each.next(seal).next(tell)));
  }
}

const run = { run: JsonPath.stringAt('$.run') };

function lists({ bucket, fleet }: WorkStore): readonly PolicyStatement[] {
  const at = (...actions: string[]) =>
    new PolicyStatement({ actions, resources: [bucket.arnForObjects(`${fleet}*`)] });
  return [at('s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts')];
}
