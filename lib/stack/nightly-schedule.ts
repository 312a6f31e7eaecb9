import { Annotations, Duration, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type SkippedTime, skippedTimes } from './skipped-times.ts';

export interface NightlyScheduleProps {
  /** HH:MM in the time zone, every night. */
  readonly schedule: string;
  /** IANA name. */
  readonly timezone: string;
  readonly machine: IStateMachine;
  readonly deadLetters: IQueue;
  /** The year from which on changes of clocks matter. */
  readonly year: number;
}

/** Starts the machine every night at the company's local time, with the scheduled time as its input. */
export class NightlySchedule extends Construct {
  constructor(scope: Construct, id: string, props: NightlyScheduleProps) {
    super(scope, id);
    // The library would leave the group behind, under a name that the next deployment wants as well.
    const group = new ScheduleGroup(this, 'Group', { removalPolicy: RemovalPolicy.DESTROY });
    const [hour = '', minute = ''] = props.schedule.split(':').map((part) => String(Number(part)));
    const role = this.#role(group);
    const add = (...entry: Entry): void => this.#add({ ...props, group, role }, ...entry);
    add('Nightly', 'every night', { hour, minute });
    const skipped = skippedTimes(props.schedule, props.timezone, props.year);
    for (const [index, rule] of (skipped ?? []).entries())
      add(`Skipped${index}`, 'the night on which clocks skip the scheduled time', cronOf(rule));
    if (skipped === null)
      Annotations.of(this).addWarningV2(
        'exhibit:skipped-night',
        `In ${props.timezone}, clocks skip ${props.schedule} on days that no rule of a schedule can name. EventBridge Scheduler drops such a night, and the next seal shows the gap. Choose a time that clocks never skip, such as "05:00".`,
      );
  }

  /** The library's own would stand in the stack, out of reach of what is set for everything in a construct. */
  #role(group: ScheduleGroup): Role {
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Stack.of(this).account,
            'aws:SourceArn': group.scheduleGroupArn,
          },
        },
      }),
    });
  }

  #add({ group, role, machine, deadLetters, timezone }: Added, ...[name, when, cron]: Entry): void {
    new Schedule(this, name, {
      description: `Exhibit: ${when}`,
      scheduleGroup: group,
      schedule: ScheduleExpression.cron({ ...cron, timeZone: TimeZone.of(timezone) }),
      target: new StepFunctionsStartExecution(machine, {
        role,
        input: ScheduleTargetInput.fromObject({ time: ContextAttribute.scheduledTime }),
        deadLetterQueue: deadLetters,
        maxEventAge: Duration.hours(2),
        retryAttempts: 20,
      }),
    });
  }
}

type Cron = Parameters<typeof ScheduleExpression.cron>[0];
type Entry = readonly [name: string, when: string, cron: Cron];

interface Added extends NightlyScheduleProps {
  readonly group: ScheduleGroup;
  readonly role: Role;
}

function cronOf({ month, weekday, nth, instead }: SkippedTime): Cron {
  const [hour = '', minute = ''] = instead.split(':').map((part) => String(Number(part)));
  // Scheduler counts from 1 for Sunday.
  const day = weekday + 1;
  return { hour, minute, month: String(month), weekDay: nth === 'last' ? `${day}L` : `${day}#${nth}` };
}
