import { Aws, Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Functions } from './functions.ts';
import { alarmsInRunbook } from './runbook-text.ts';

export interface NightDashboardProps {
  readonly name: string;
  readonly alarms: readonly IAlarm[];
  readonly functions: Functions;
  readonly machine: IStateMachine;
  readonly deadLetters: Readonly<Record<string, IQueue>>;
}

const day = Duration.days(1);

/** The dashboard's name. Alarms tell its address, and it shows alarms: so neither can be named after the other. */
export function dashboardName(scope: Construct): string {
  // Those of all regions of an account are one list.
  return `${Stack.of(scope).stackName}-${Stack.of(scope).region}`;
}

/** Where a heading of the runbook can be read: the dashboard's address, and the heading on it. */
export function headingOn(dashboard: string, heading: string): string {
  const console = `https://console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}`;
  return `${console}#dashboards/dashboard/${dashboard} under ${heading}`;
}

/** One page that says how the nights went, and what to do when an alarm rings. */
export class NightDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { name, alarms, functions, machine, deadLetters }: NightDashboardProps,
  ) {
    super(scope, id);
    const each = (metric: (name: string, entry: Functions['plan']) => IMetric): IMetric[] =>
      functions.all.map((entry) => metric(entry.node.id, entry));
    new Dashboard(this, 'Dashboard', {
      dashboardName: name,
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
        [new TextWidget({ markdown: alarmsInRunbook(), width: 24, height: 40 })],
      ],
    });
  }
}
