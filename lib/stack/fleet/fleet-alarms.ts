import { Duration, Stack } from 'aws-cdk-lib';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { fleetSealed, organizationNight } from '../../config/night-sealed.ts';
import { lookedWhoHears } from '../../config/not-heard.ts';
import { addAlarm, alarmName, failures, type Heard, type Watched } from '../alarm.ts';
import type { NightFunction } from '../night-function.ts';

export interface FleetAlarmsProps extends Heard {
  readonly seal: NightFunction;
  readonly tell: NightFunction;
  readonly machine: IStateMachine;
  /** Machines that handle single events, by the name of their alarm. */
  readonly smallMachines: Readonly<Record<string, IStateMachine>>;
  /** Dead-letter queues, by the name of their alarm. */
  readonly deadLetters: Readonly<Record<string, IQueue>>;
}

/** Tells the fleet's people where the fleet itself stumbles or falls silent; and counts, for each organization, what its nights came to. */
export class FleetAlarms extends Construct {
  /** Names of those that the webhook is told of as well. */
  readonly posted: string[] = [];
  readonly #heard: Heard;

  constructor(scope: Construct, id: string, props: FleetAlarmsProps) {
    super(scope, id);
    this.#heard = props;
    const { seal, tell, machine, deadLetters, smallMachines } = props;
    const sealed = this.#counted(seal, 'FleetSeals', fleetSealed, '1');
    this.#add('fleet-no-seal', 'No night of the fleet was sealed within 26 hours.', {
      metric: sealed.metric({ statistic: 'Sum', period: Duration.hours(1) }),
      periods: 26,
      below: true,
    });
    this.#add('fleet-run-failed', 'A night of the fleet was broken off.', failures(machine));
    for (const [name, small] of Object.entries(smallMachines))
      this.#add(name, 'An event could not be handled.', failures(small));
    for (const [name, queue] of Object.entries(deadLetters))
      this.#add(name, 'Something could not be delivered and lies in a dead-letter queue.', {
        metric: queue.metricApproximateNumberOfMessagesVisible({
          period: Duration.minutes(5),
          statistic: 'Maximum',
        }),
      });
    this.#add(ofPosting, 'The function fleet-tell ended with an error.', {
      metric: tell.function.metricErrors({ period: Duration.minutes(5) }),
    });
    const deaf = this.#counted(tell, 'NotHeard', lookedWhoHears, '$.deaf');
    this.#add(
      'people-not-told',
      'Not every address under aws: mail: of an organization receives its nights.',
      {
        metric: deaf.metric({ statistic: 'Maximum', period: Duration.days(1) }),
        stays: true,
      },
    );
    const dimensions = { Organization: '$.organization' };
    for (const [name, value] of Object.entries(counts))
      this.#counted(seal, name, organizationNight, value, dimensions);
    const without = this.#counted(seal, 'WithoutWholeNight', organizationNight, '$.without');
    this.#add(
      'organization-without-night',
      'An organization has no complete night. `exhibit fleet status` names it.',
      {
        metric: without.metric({ statistic: 'Sum', period: Duration.minutes(5) }),
      },
    );
  }

  #counted(
    { logGroup }: NightFunction,
    metricName: string,
    message: string,
    metricValue: string,
    dimensions?: Record<string, string>,
  ) {
    return logGroup.addMetricFilter(metricName, {
      metricNamespace: Stack.of(this).stackName,
      metricName,
      metricValue,
      filterPattern: FilterPattern.stringValue('$.message', '=', message),
      ...(dimensions ? { dimensions } : {}),
    });
  }

  #add(name: string, message: string, watched: Watched): void {
    addAlarm(this, { name, message }, watched, this.#heard);
    if (name !== ofPosting) this.posted.push(alarmName(this, name));
  }
}

/** Metrics of each organization, with where their values stand in the line of its night. */
const counts = { WholeNights: '$.whole', ControlsFailing: '$.fail', ControlsUnknown: '$.unknown' };

/** The alarm of the function that posts alarms, which goes by mail alone: posted, it would call itself for ever. */
const ofPosting = 'fleet-tell-errors';
