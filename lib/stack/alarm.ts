import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** What an alarm watches. */
export interface Watched {
  readonly metric: IMetric;
  /** How many periods of the metric in a row; 1 unless said otherwise. */
  readonly periods?: number;
  /** Whether too little is the trouble, and silence as well; otherwise it is once. */
  readonly below?: boolean;
  /** Whether silence says nothing, so that the alarm stays as it was: for what is looked at once a night. */
  readonly stays?: boolean;
}

/** Who hears of an alarm, and where they read on. */
export interface Heard {
  readonly topic: ITopic;
  /** Says where to read on, by a heading of the runbook: an address, and words if need be. */
  readonly readOn: (heading: string) => string;
}

/** An alarm that tells people when it begins and when it ends. Its name begins with that of its stack. */
export function addAlarm(
  scope: Construct,
  {
    name,
    heading = name,
    message,
  }: { readonly name: string; readonly heading?: string; readonly message: string },
  watched: Watched,
  { topic, readOn }: Heard,
): Alarm {
  const { metric, periods = 1, below } = watched;
  const alarm = new Alarm(scope, name, {
    alarmName: alarmName(scope, name),
    alarmDescription: `${message} What to do: ${readOn(heading)}`,
    metric,
    threshold: 1,
    evaluationPeriods: periods,
    comparisonOperator: below
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: ofSilence(watched),
  });
  const action = new SnsAction(topic);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
  return alarm;
}

function ofSilence({ below, stays }: Watched): TreatMissingData {
  if (stays) return TreatMissingData.IGNORE;
  return below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING;
}

/** What CloudWatch knows an alarm by. Those of a region of an account are one list. */
export function alarmName(scope: Construct, name: string): string {
  return `${Stack.of(scope).stackName}-${name}`;
}

/** How often a machine's executions ended otherwise than well. */
export function failures(machine: IStateMachine): Watched {
  return {
    metric: new MathExpression({
      label: 'Failures',
      expression: 'FILL(failed, 0) + FILL(late, 0) + FILL(stopped, 0)',
      usingMetrics: {
        failed: machine.metricFailed(),
        late: machine.metricTimedOut(),
        stopped: machine.metricAborted(),
      },
      period: Duration.minutes(5),
    }),
  };
}
