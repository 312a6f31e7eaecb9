import { Aws, Duration, Token } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { NightFunction } from './night-function.ts';

export interface AlarmRoutesProps {
  /** Names, each whole. */
  readonly alarms: readonly string[];
  /** Posts them. */
  readonly to: NightFunction;
  readonly deadLetters: IQueue;
}

/**
 * The way that alarms take to the webhook, besides their mail: from the account's own bus, where CloudWatch announces every change. They are named one by one:
 * alarms of another stack may begin with the name of this one.
 */
export class AlarmRoutes extends Construct {
  constructor(scope: Construct, id: string, { alarms, to, deadLetters }: AlarmRoutesProps) {
    super(scope, id);
    for (const [at, some] of inPatterns(alarms).entries())
      new Rule(this, `Alarms${at + 1}`, {
        description: 'Exhibit: alarms that begin or end, to the webhook',
        eventPattern: {
          source: ['aws.cloudwatch'],
          detailType: ['CloudWatch Alarm State Change'],
          // Others may forward their events to this bus.
          account: [Aws.ACCOUNT_ID],
          region: [Aws.REGION],
          detail: { alarmName: some, state: { value: ['ALARM', 'OK'] } },
        },
        targets: [new LambdaFunction(to.function, { deadLetterQueue: deadLetters, ...delivery })],
      });
  }
}

/** EventBridge takes patterns of 2,048 characters; the rest of ours has some 200. */
const longestNames = 1_600;
/** The longest name that CloudFormation takes for a stack. */
const longestStackName = 128;

function inPatterns(names: readonly string[]): readonly (readonly string[])[] {
  const patterns: string[][] = [];
  let room = 0;
  for (const name of names) {
    const length = name.length + 3 + (Token.isUnresolved(name) ? longestStackName : 0);
    if (patterns.length === 0 || length > room) {
      patterns.push([]);
      room = longestNames;
    }
    patterns.at(-1)?.push(name);
    room -= length;
  }
  return patterns;
}

/** As long as for alerts: long enough for an outage that somebody works on. */
const delivery = { maxEventAge: Duration.hours(4), retryAttempts: 20 };
