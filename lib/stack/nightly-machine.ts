import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Choice,
  Condition,
  DefinitionBody,
  type IChainable,
  JitterType,
  JsonPath,
  LogLevel,
  Map as MapState,
  Pass,
  QueryLanguage,
  StateMachine,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import type { ConfigurationAsset } from './configuration-asset.ts';
import type { Functions } from './functions.ts';
import { machineLog } from './machine-log.ts';
import { MachineRole } from './machine-role.ts';
import type { NightFunction } from './night-function.ts';

export interface NightlyMachineProps {
  readonly functions: Functions;
  /** What nights go by from this deployment on. */
  readonly configuration: ConfigurationAsset;
  /** What is deployed for a configuration to go by, a line each. */
  readonly deployed: readonly string[];
  readonly logKey: IKey;
}

/** How many connections are collected at once. Providers' limits are per connection, so more would be no harm. */
const atOnce = 10;

/** How often one connection's function goes on where it stopped: at 15 minutes each, ten hours. */
const mostCalls = 40;

/**
 * How often a call is made again that Lambda took no part of, since all of the account's are in use: a minute apart on average, so
 * that it outlasts several calls of fifteen minutes. New accounts have ten in all, which others use as well.
 */
const mostWaits = 120;

/** Until the night after, there is time for nothing longer. */
const longestNight = Duration.hours(12);

/** What the first step goes by, and every step is told. */
export interface Planned {
  readonly toPlan: Readonly<Record<string, unknown>>;
  readonly whose: Readonly<Record<string, string>>;
}

/** Of one organization of a fleet, as the execution's input says. */
export const plannedInInput: Planned = {
  toPlan: {
    asked: JsonPath.objectAt('$.asked'),
    configuration: JsonPath.objectAt('$.configuration'),
    deployed: JsonPath.objectAt('$.deployed'),
  },
  whose: { organization: JsonPath.stringAt('$$.Execution.Input.organization') },
};

/**
 * A night, step by step: plan, collect each connection, conclude, seal, alert. What fails is tried again; a connection
 * that fails for good becomes an outcome with an error, from which `conclude` makes evidence of a failure, and stops no
 * other. JSONPath and an inline Map, so that it also runs in an interpreter on one machine.
 */
export class NightDefinition extends Construct {
  readonly chain: IChainable;
  /** What every function is told besides: of which organization it is, in a fleet. */
  readonly #whose: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, functions: Functions, planned: Planned) {
    super(scope, id);
    this.#whose = planned.whose;
    const alert = this.#step('Alert', functions.alert, { ...run, ...this.#whose });
    const seal = this.#step('Seal', functions.seal, {
      ...run,
      ...this.#whose,
      startedAt: JsonPath.stringAt('$$.Execution.StartTime'),
    }).next(alert);
    const conclude = this.#step('Conclude', functions.conclude, {
      run: JsonPath.stringAt('$.run'),
      ...this.#whose,
      outcomes: JsonPath.objectAt('$.outcomes'),
    }).next(seal);
    const collect = this.#eachConnection(functions).next(conclude);
    this.chain = this.#step('Plan', functions.plan, { ...this.#whose, ...planned.toPlan }).next(
      new Choice(this, 'Sealed already?', {
        comment: 'A night that was started again after its seal has only to be announced, at least once.',
      })
        .when(Condition.booleanEquals('$.already', true), alert)
        .otherwise(collect),
    );
  }

  #eachConnection(functions: Functions): MapState {
    return new MapState(this, 'Each connection', {
      itemsPath: '$.connections',
      itemSelector: {
        run: JsonPath.stringAt('$.run'),
        connection: JsonPath.stringAt('$$.Map.Item.Value.id'),
        provider: JsonPath.stringAt('$$.Map.Item.Value.provider'),
      },
      maxConcurrency: atOnce,
      resultPath: '$.outcomes',
    }).itemProcessor(this.#oneConnection(functions));
  }

  /** Calls the provider's function until it says that it is done, or fails, or has been called too often. */
  #oneConnection(functions: Functions): IChainable {
    const failed = new Pass(this, 'Failed', {
      parameters: {
        connection: JsonPath.stringAt('$.connection'),
        provider: JsonPath.stringAt('$.provider'),
        error: JsonPath.objectAt('$.error'),
      },
    });
    const which = new Choice(this, 'Which provider?');
    const done = new Choice(this, 'Done?')
      .when(
        Condition.booleanEquals('$.outcome.done', true),
        new Pass(this, 'Collected', { parameters: brief }),
      )
      .when(
        Condition.numberGreaterThanEquals('$.calls', mostCalls),
        this.#error('Never done', {
          Error: 'Exhibit.TooManyCalls',
          Cause: `The function was called ${mostCalls} times and was still not done.`,
        }).next(failed),
      )
      .otherwise(
        new Pass(this, 'Go on', {
          parameters: {
            run: JsonPath.stringAt('$.run'),
            connection: JsonPath.stringAt('$.connection'),
            provider: JsonPath.stringAt('$.provider'),
            cursor: JsonPath.stringAt('$.outcome.cursor'),
            calls: JsonPath.mathAdd(JsonPath.numberAt('$.calls'), 1),
          },
        }).next(which),
      );
    for (const [provider, collecting] of functions.collect) {
      const collect = this.#collect(provider, collecting);
      collect.addCatch(failed, { errors: ['States.ALL'], resultPath: '$.error' });
      which.when(Condition.stringEquals('$.provider', provider), collect);
      collect.next(done);
    }
    which.otherwise(
      this.#error('No such provider', {
        Error: 'Exhibit.UnknownProvider',
        Cause: 'There is no function for this provider. Deploy again with the configuration that names it.',
      }).next(failed),
    );
    return new Pass(this, 'Begin', {
      parameters: {
        run: JsonPath.stringAt('$.run'),
        connection: JsonPath.stringAt('$.connection'),
        provider: JsonPath.stringAt('$.provider'),
        // The library leaves out what is null.
        cursor: JsonPath.stringToJson('null'),
        calls: 1,
      },
    }).next(which);
  }

  #collect(provider: string, collecting: NightFunction): LambdaInvoke {
    return nightTask(this, `Collect ${provider}`, collecting, {
      payload: TaskInput.fromObject({
        run: JsonPath.stringAt('$.run'),
        connection: JsonPath.stringAt('$.connection'),
        ...this.#whose,
        cursor: JsonPath.stringAt('$.cursor'),
      }),
      resultPath: '$.outcome',
    });
  }

  #step(name: string, step: NightFunction, payload: Readonly<Record<string, unknown>>): LambdaInvoke {
    return nightTask(this, name, step, { payload: TaskInput.fromObject({ ...payload }) });
  }

  #error(name: string, error: { readonly Error: string; readonly Cause: string }): Pass {
    return new Pass(this, name, { result: { value: error }, resultPath: '$.error' });
  }
}

/** The machine of a company alone. */
export class NightlyMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: NightlyMachineProps) {
    super(scope, id);
    const { functions, logKey } = props;
    const { chain } = new NightDefinition(this, 'Steps', functions, { toPlan: toPlan(props), whose: {} });
    const granted = new MachineRole(this, 'Granted', [invoking(functions.ofANight)]);
    this.machine = new StateMachine(this, 'Machine', {
      comment: 'Exhibit: one night of evidence',
      role: granted.role,
      definitionBody: DefinitionBody.fromChainable(chain),
      queryLanguage: QueryLanguage.JSON_PATH,
      timeout: longestNight,
      tracingEnabled: true,
      logs: {
        destination: machineLog(this, logKey),
        level: LogLevel.ALL,
        includeExecutionData: true,
      },
    });
    this.machine.node.addDependency(granted.rights);
  }
}

/** A step that a function does. */
export function nightTask(
  scope: Construct,
  name: string,
  { function: lambdaFunction, timeout }: NightFunction,
  more: { readonly payload?: TaskInput; readonly resultPath?: string },
): LambdaInvoke {
  const task = new LambdaInvoke(scope, name, {
    lambdaFunction,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    // Longer than the function itself may take, so that it is Lambda that says what was cut off.
    taskTimeout: Timeout.duration(timeout.plus(Duration.minutes(1))),
    ...more,
  });
  task.addRetry({ errors: [...lasting], maxAttempts: 0 });
  task.addRetry({
    errors: ['Lambda.TooManyRequestsException'],
    interval: Duration.seconds(5),
    backoffRate: 2,
    maxDelay: Duration.minutes(2),
    maxAttempts: mostWaits,
    jitterStrategy: JitterType.FULL,
  });
  // Every step can be repeated: it finds what an earlier attempt left.
  task.addRetry({
    errors: ['States.ALL'],
    interval: Duration.seconds(5),
    backoffRate: 2,
    maxDelay: Duration.minutes(2),
    maxAttempts: 5,
    jitterStrategy: JitterType.FULL,
  });
  return task;
}

/** Lets a machine call functions. */
export function invoking(functions: readonly NightFunction[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['lambda:InvokeFunction'],
    resources: functions.map((step) => step.function.functionArn),
  });
}

/** Errors of the functions that are the same however often they are called (`docs/functions.md`). */
const lasting = [
  'ConfigurationError',
  'CursorError',
  'EnvironmentError',
  'EventError',
  'RunError',
  'SignerMemoryError',
];

/** What the machine is started with, and beside it what a night may go by. */
function toPlan({ configuration, deployed }: NightlyMachineProps) {
  const { location, sha256 } = configuration;
  return { asked: JsonPath.entirePayload, configuration: { location, sha256 }, deployed };
}

/** What is carried on of each connection: all of them together have to fit between two states, which take 256 KiB. */
const brief = Object.fromEntries(
  ['connection', 'provider', 'done'].map((name) => [`${name}.$`, `$.outcome.${name}`]),
);

const run = { run: JsonPath.stringAt('$.run') };
