import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Functions } from './functions.ts';

export interface NightDashboardProps {
  readonly alarms: readonly IAlarm[];
  readonly functions: Functions;
  readonly machine: IStateMachine;
  readonly deadLetters: Readonly<Record<string, IQueue>>;
}

const day = Duration.days(1);

/** One page that says how the nights went. */
export class NightDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { alarms, functions, machine, deadLetters }: NightDashboardProps,
  ) {
    super(scope, id);
    const each = (metric: (name: string, entry: Functions['plan']) => IMetric): IMetric[] =>
      functions.all.map((entry) => metric(entry.node.id, entry));
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(14),
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24 })],
        [
          new GraphWidget({
            title: 'Nights',
            width: 12,
            left: [machine.metricSucceeded({ period: day }), machine.metricFailed({ period: day })],
          }),
          new GraphWidget({
            title: 'How long a night takes',
            width: 12,
            left: [machine.metricTime({ period: day, statistic: 'Maximum' })],
          }),
        ],
        [
          new GraphWidget({
            title: 'Longest call of each function',
            width: 12,
            left: each((label, entry) =>
              entry.function.metricDuration({ label, period: day, statistic: 'Maximum' }),
            ),
          }),
          new GraphWidget({
            title: 'Errors of each function',
            width: 12,
            left: each((label, entry) => entry.function.metricErrors({ label, period: day })),
          }),
        ],
        [
          new SingleValueWidget({
            title: 'Not delivered',
            width: 24,
            metrics: Object.entries(deadLetters).map(([label, queue]) =>
              queue.metricApproximateNumberOfMessagesVisible({ label, statistic: 'Maximum' }),
            ),
          }),
        ],
      ],
    });
  }
}
