import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Choice,
  Condition,
  DefinitionBody,
  JsonPath,
  LogLevel,
  QueryLanguage,
  StateMachine,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { longestRunSeconds } from '../config/limits.ts';
import type { ConfigurationAsset } from './configuration-asset.ts';
import { eachOfFew, eachOfMany, grantChildren } from './each-connection.ts';
import type { Functions } from './functions.ts';
import { machineLog } from './machine-log.ts';
import { MachineRole } from './machine-role.ts';
import { nightTask } from './night-task.ts';
import { oneConnection } from './one-connection.ts';
import type { WorkStore } from './work-store.ts';

export interface NightlyMachineProps {
  readonly functions: Functions;
  readonly work: WorkStore;
  /** Whether there are more connections than go from state to state. */
  readonly many: boolean;
  /** What nights go by from this deployment on. */
  readonly configuration: ConfigurationAsset;
  /** What is deployed for a configuration to go by, a line each. */
  readonly deployed: readonly string[];
  readonly logKey: IKey;
}

const run = { run: JsonPath.stringAt('$.run') };

/**
 * A night, step by step: plan, collect each connection, conclude, seal, alert. What fails is tried again; of a connection that fails for good
 * the error is left in the work store, from which `conclude` makes evidence of a failure, and it stops no other. No state carries
 * more than ids. JSONPath, so that it also runs in an interpreter on one machine.
 */
export class NightlyMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: NightlyMachineProps) {
    super(scope, id);
    const { functions, work, many, logKey } = props;
    const granted = new MachineRole(this, 'Granted', [
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: functions.ofANight.map((step) => step.function.functionArn),
      }),
    ]);
    work.grantFailures(granted.grantee);
    if (many) work.grantMapRuns(granted.grantee);
    this.machine = new StateMachine(this, 'Machine', {
      comment: 'Exhibit: one night of evidence',
      role: granted.role,
      definitionBody: DefinitionBody.fromChainable(this.#definition(props)),
      queryLanguage: QueryLanguage.JSON_PATH,
      // Until the night after, there is time for nothing longer.
      timeout: Duration.seconds(longestRunSeconds),
      tracingEnabled: true,
      logs: {
        destination: machineLog(this, logKey),
        level: LogLevel.ALL,
        includeExecutionData: true,
      },
    });
    this.machine.node.addDependency(granted);
    if (many) grantChildren(this, granted, this.machine);
  }

  #definition(props: NightlyMachineProps) {
    const { functions, work, many } = props;
    const alert = nightTask(this, 'Alert', functions.alert, { payload: TaskInput.fromObject(run) });
    const seal = nightTask(this, 'Seal', functions.seal, {
      payload: TaskInput.fromObject({ ...run, startedAt: JsonPath.stringAt('$$.Execution.StartTime') }),
    });
    const conclude = nightTask(this, 'Conclude', functions.conclude, {
      payload: TaskInput.fromObject({ ...run, night: JsonPath.stringAt('$.night') }),
    });
    const processor = oneConnection(this, { collect: functions.collect, work });
    const collect = many ? eachOfMany(this, processor, work) : eachOfFew(this, processor);
    collect.next(conclude).next(seal).next(alert);
    const already = new Choice(this, 'Sealed already?', {
      comment: 'A night that was started again after its seal has only to be announced, at least once.',
    });
    const plan = nightTask(this, 'Plan', functions.plan, { payload: TaskInput.fromObject(toPlan(props)) });
    return plan.next(already.when(Condition.booleanEquals('$.already', true), alert).otherwise(collect));
  }
}

/** What the machine is started with, and beside it what a night may go by. */
function toPlan({ configuration, deployed }: NightlyMachineProps) {
  const { location, sha256 } = configuration;
  return { asked: JsonPath.entirePayload, configuration: { location, sha256 }, deployed };
}
