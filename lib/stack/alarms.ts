import { Duration, Stack } from 'aws-cdk-lib';
import { type Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, type MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { nightSealed, sealsMetric } from '../config/night-sealed.ts';
import { copiesLookedFor } from '../config/not-copied.ts';
import { lookedWhoHears } from '../config/not-heard.ts';
import { notIndexed } from '../config/not-indexed.ts';
import { addAlarm, alarmName, failures, type Heard, type Watched } from './alarm.ts';
import type { Functions } from './functions.ts';
import type { NightFunction } from './night-function.ts';
import { copyRule } from './replication.ts';

export interface AlarmsProps extends Heard {
  readonly functions: Functions;
  readonly machine: IStateMachine;
  /** Machines that handle single events, by the heading that a failure of theirs has. */
  readonly smallMachines: Readonly<Record<string, IStateMachine>>;
  /** Where evidence is copied from and to; null where it is not. */
  readonly copies: Copies | null;
  /** Dead-letter queues, by the heading that a message in them has. */
  readonly deadLetters: Readonly<Record<string, IQueue>>;
}

/** So long after the last seal, a night is missing: a day, and two hours for the night itself. */
const silence = 26;

/** Tells people when Exhibit itself stumbles or falls silent. Each alarm names its heading in the runbook. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  /** Names of those that the webhook is told of as well. */
  readonly posted: string[] = [];
  readonly #heard: Heard;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#heard = props;
    this.#noSeal(props.functions.seal);
    this.#runFailed(props.machine);
    this.#notIndexed(props.functions.conclude);
    this.#notHeard(props.functions.alert);
    if (props.copies) this.#copyFailed(props.copies);
    if (props.copies) this.#notCopied(props.functions.alert);
    this.#errors(props.functions);
    for (const [heading, machine] of Object.entries(props.smallMachines))
      this.#add(heading, heading, 'An event could not be handled.', failures(machine));
    for (const [heading, queue] of Object.entries(props.deadLetters))
      this.#add(heading, heading, 'Something could not be delivered and lies in a dead-letter queue.', {
        metric: queue.metricApproximateNumberOfMessagesVisible({ period: minutes, statistic: 'Maximum' }),
      });
  }

  /**
   * Counts what the sealing function says of nights in its log, not its calls: it also signs packages, and a package
   * must not pass for a night. Nothing at all counts as none.
   */
  #noSeal({ function: seal }: NightFunction): void {
    const filter = seal.logGroup.addMetricFilter('Seals', {
      metricNamespace: Stack.of(this).stackName,
      metricName: sealsMetric,
      filterPattern: FilterPattern.stringValue('$.message', '=', nightSealed),
    });
    const metric = filter.metric({ statistic: 'Sum', period: Duration.hours(1) });
    this.#add('no-seal', 'no-seal', `No night was sealed within ${silence} hours.`, {
      metric,
      periods: silence,
      below: true,
    });
  }

  #runFailed(machine: IStateMachine): void {
    const message = 'A night was broken off: a step failed after all repeats, or the night took too long.';
    this.#add('run-failed', 'run-failed', message, failures(machine));
  }

  /** The judging function goes on when it cannot tell Athena of a night, and says so in its log. */
  #notIndexed({ logGroup }: NightFunction): void {
    const metric = this.#said(logGroup, 'NotIndexed', notIndexed);
    this.#add('index-errors', 'index-errors', 'A night is missing in what Athena reads.', { metric });
  }

  /** The function that tells looks each night who hears it. The alarm goes on until it has seen that everybody does. */
  #notHeard({ logGroup }: NightFunction): void {
    const metric = this.#looked(logGroup, 'NotHeard', lookedWhoHears, '$.deaf');
    const message = 'Not every address under aws: mail: receives nights and alarms.';
    this.#add('people-not-told', 'people-not-told', message, { metric, stays: true });
  }

  /** S3 counts what it could not copy, and says it to nobody: such as everything, where the target has no Object Lock. */
  #copyFailed({ from, to }: Copies): void {
    this.#add('copy-failed', 'copy-failed', 'A file of evidence was not copied to the other account.', {
      metric: new Metric({
        namespace: 'AWS/S3',
        metricName: 'OperationsFailedReplication',
        dimensionsMap: { SourceBucket: from.bucketName, DestinationBucket: to, RuleId: copyRule },
        statistic: 'Sum',
        period: minutes,
      }),
    });
  }

  /** The function that tells asks S3 each night about the seals: what never was to be copied, no metric of S3 counts. */
  #notCopied({ logGroup }: NightFunction): void {
    const metric = this.#looked(logGroup, 'NotCopied', copiesLookedFor, '$.missing');
    const message = 'A sealed night is not in the other account.';
    this.#add('night-not-copied', 'copy-failed', message, { metric, stays: true });
  }

  /** How often a function said this in its log, in five minutes. */
  #said(logGroup: ILogGroup, metricName: string, message: string): Metric {
    return this.#read(logGroup, metricName, message, '1').metric({ statistic: 'Sum', period: minutes });
  }

  /** What a function found when it looked, by its log: the most of a day. */
  #looked(logGroup: ILogGroup, metricName: string, message: string, value: string): Metric {
    const filter = this.#read(logGroup, metricName, message, value);
    return filter.metric({ statistic: 'Maximum', period: Duration.days(1) });
  }

  #read(logGroup: ILogGroup, metricName: string, message: string, metricValue: string): MetricFilter {
    const metricNamespace = Stack.of(this).stackName;
    const filterPattern = FilterPattern.stringValue('$.message', '=', message);
    return logGroup.addMetricFilter(metricName, { metricNamespace, metricName, metricValue, filterPattern });
  }

  #errors({ plan, collect, conclude, seal, alert, package: packaging }: Functions): void {
    const steps = { plan, conclude, seal, alert, ...(packaging ? { package: packaging } : {}) };
    for (const [name, { function: step }] of Object.entries(steps))
      this.#add(`${name}-errors`, `${name}-errors`, `The function ${name} ended with an error.`, {
        metric: step.metricErrors({ period: minutes }),
      });
    for (const [provider, { function: step }] of collect)
      this.#add(
        `collect-${provider}-errors`,
        'collect-errors',
        `The function that collects from ${provider} ended with an error.`,
        { metric: step.metricErrors({ period: minutes }) },
      );
  }

  #add(name: string, heading: string, message: string, watched: Watched): void {
    this.all.push(addAlarm(this, { name, heading, message }, watched, this.#heard));
    if (name !== ofPosting) this.posted.push(alarmName(this, name));
  }
}

interface Copies {
  readonly from: IBucket;
  /** The target's name. */
  readonly to: string;
}

const minutes = Duration.minutes(5);

/**
 * The alarm of the function that posts alarms. It goes by mail alone: were it posted too, one that cannot be posted would make it ring, that would
 * be another that cannot be posted, and so on for ever.
 */
const ofPosting = 'alert-errors';
