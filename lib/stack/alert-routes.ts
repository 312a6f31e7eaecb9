import { Duration } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type IStateMachine, JitterType, JsonPath, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { exhibitEvents } from './drift-bus.ts';
import { EventMachine } from './event-machine.ts';

export interface AlertRoutesProps {
  readonly bus: EventBus;
  readonly topic: ITopic;
  readonly deadLetters: IQueue;
  readonly key: IKey;
  /** Whose alerts. @default a company alone */
  readonly source?: string;
}

/** The way that an alert takes from the bus to people. The webhook is posted to by the function that tells. */
export class AlertRoutes extends Construct {
  /** What hands alerts over to the topic. */
  readonly machine: IStateMachine;

  constructor(scope: Construct, id: string, props: AlertRoutesProps) {
    super(scope, id);
    this.machine = this.#toTopic(props);
  }

  /**
   * A rule that names a topic as its target would send the text as JSON: in quotes, every line end as \n. Two states
   * in between hand it over as a person reads it.
   */
  #toTopic({ bus, topic, deadLetters, key, source }: AlertRoutesProps): IStateMachine {
    const publish = new SnsPublish(this, 'Publish', {
      topic,
      subject: JsonPath.stringAt('$.detail.subject'),
      message: TaskInput.fromJsonPathAt('$.detail.text'),
      resultPath: JsonPath.DISCARD,
    });
    publish.addRetry({
      errors: ['States.ALL'],
      interval: Duration.seconds(2),
      backoffRate: 2,
      maxAttempts: 5,
      jitterStrategy: JitterType.FULL,
    });
    const { machine } = new EventMachine(this, 'ToTopic', {
      comment: 'Exhibit: an alert, to the topic, as text',
      logKey: key,
      definition: publish,
      rights: [
        new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }),
        new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] }),
      ],
    });
    new Rule(this, 'AlertToTopic', {
      description: 'Exhibit: alerts, to the topic',
      eventBus: bus,
      eventPattern: {
        ...exhibitEvents('Exhibit Alert'),
        ...(source === undefined ? {} : { source: [source] }),
      },
      targets: [new SfnStateMachine(machine, { deadLetterQueue: deadLetters, ...delivery })],
    });
    return machine;
  }
}

/** Long enough for an outage that somebody works on. */
const delivery = { maxEventAge: Duration.hours(4), retryAttempts: 20 };
