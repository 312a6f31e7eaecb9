import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Choice,
  Condition,
  DefinitionBody,
  type IChainable,
  type IStateMachine,
  JsonPath,
  LogLevel,
  QueryLanguage,
  StateMachine,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { longestRunSeconds } from '../config/limits.ts';
import type { ConfigurationAsset } from './configuration-asset.ts';
import { connectionsLabel, eachOfFew, eachOfMany, grantChildren, startMany } from './each-connection.ts';
import type { Functions } from './functions.ts';
import { machineLog } from './machine-log.ts';
import { invoking, MachineRole } from './machine-role.ts';
import type { NightFunction } from './night-function.ts';
import { nightTask } from './night-task.ts';
import { oneConnection, type Whose } from './one-connection.ts';
import type { WorkStore } from './work-store.ts';

export interface NightlyMachineProps {
  readonly functions: Functions;
  readonly work: WorkStore;
  /** Whether there are more connections than go from state to state. */
  readonly many: boolean;
  /** What nights go by from this deployment on. */
  readonly configuration: ConfigurationAsset;
  readonly logKey: IKey;
}

/** What the first step goes by, and every step is told: of which organization it is, in a fleet. */
export interface Planned {
  readonly toPlan: Readonly<Record<string, unknown>>;
  readonly whose: Whose;
}

/** Of one organization of a fleet, as the execution's input says. */
export const plannedInInput: Planned = {
  toPlan: {
    asked: JsonPath.objectAt('$.asked'),
    configuration: JsonPath.objectAt('$.configuration'),
  },
  whose: { organization: JsonPath.stringAt('$$.Execution.Input.organization') },
};

export interface NightDefinitionProps {
  readonly functions: Functions;
  readonly work: WorkStore;
  /**
   * Whether there are more connections than go from state to state; or, where that depends on whose night it is, the machine that
   * collects so many.
   */
  readonly many: boolean | IStateMachine;
  readonly planned: Planned;
}

const run = { run: JsonPath.stringAt('$.run') };

/**
 * A night, step by step: plan, collect each connection, conclude, seal, alert. What fails is tried again; of a connection that fails for good
 * the error is left in the work store, from which `conclude` makes evidence of a failure, and it stops no other. No state carries
 * more than ids. JSONPath, so that it also runs in an interpreter on one machine.
 */
export class NightDefinition extends Construct {
  readonly chain: IChainable;

  constructor(scope: Construct, id: string, { functions, work, many, planned }: NightDefinitionProps) {
    super(scope, id);
    const { toPlan, whose } = planned;
    const step = (name: string, of: NightFunction, input: Readonly<Record<string, unknown>>) =>
      nightTask(this, name, of, { payload: TaskInput.fromObject({ ...input, ...whose }) });
    const alert = step('Alert', functions.alert, run);
    const startedAt = JsonPath.stringAt('$$.Execution.StartTime');
    const seal = step('Seal', functions.seal, { ...run, startedAt });
    const conclude = step('Conclude', functions.conclude, { ...run, night: JsonPath.stringAt('$.night') });
    const processor = oneConnection(this, { collect: functions.collect, work, whose });
    conclude.next(seal).next(alert);
    const each = many === true ? eachOfMany(this, { processor, work, whose }) : eachOfFew(this, processor);
    each.next(conclude);
    const collect =
      typeof many === 'boolean' ? each : fewOrMany(this, each, startMany(this, many, whose).next(conclude));
    const already = new Choice(this, 'Sealed already?', {
      comment: 'A night that was started again after its seal has only to be announced, at least once.',
    });
    this.chain = step('Plan', functions.plan, toPlan).next(
      already.when(Condition.booleanEquals('$.already', true), alert).otherwise(collect),
    );
  }
}

/** A plan with more connections than go from state to state hands over none. */
function fewOrMany(scope: Construct, few: IChainable, many: IChainable): IChainable {
  const which = new Choice(scope, 'More than go from state to state?');
  return which.when(Condition.isNull('$.connections'), many).otherwise(few);
}

/** The machine of a company alone. */
export class NightlyMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: NightlyMachineProps) {
    super(scope, id);
    const { functions, work, many, logKey } = props;
    const granted = new MachineRole(this, 'Granted', [invoking(functions.ofANight)]);
    work.grantFailures(granted.grantee);
    if (many) work.grantMapRuns(granted.grantee);
    const planned = { toPlan: toPlan(props), whose: {} };
    const { chain } = new NightDefinition(this, 'Steps', { functions, work, many, planned });
    this.machine = new StateMachine(this, 'Machine', {
      comment: 'Exhibit: one night of evidence',
      role: granted.role,
      definitionBody: DefinitionBody.fromChainable(chain),
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
    if (many) grantChildren(this, granted, { machine: this.machine, label: connectionsLabel });
  }
}

/** What the machine is started with, and beside it what a night may go by. */
function toPlan({ configuration: { location, sha256 } }: NightlyMachineProps) {
  return { asked: JsonPath.entirePayload, configuration: { location, sha256 } };
}
