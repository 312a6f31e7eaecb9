import { Duration, Stack } from 'aws-cdk-lib';
import { CfnRule, type EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { type IStateMachine, JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import { CallAwsService } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { sourceOf } from '../../alerts/events.ts';
import { accept } from '../accepted-findings.ts';
import { EventMachine } from '../event-machine.ts';
import { retried } from '../night-task.ts';
import { PeopleTopic } from '../people-topic.ts';

export interface OrganizationMailProps {
  readonly bus: EventBus;
  readonly deadLetters: Queue;
  readonly key: IKey;
}

/**
 * The way that the alert of one organization takes from the bus to its own people: a topic and a rule for each that has any, and for all
 * a machine that hands an alert over to the topic of whoever said it. On the bus a session speaks under no other's name.
 */
export class OrganizationMail extends Construct {
  /** What hands alerts over. */
  readonly machine: IStateMachine;
  readonly #props: OrganizationMailProps;
  readonly #starting: Role;
  /** Of every topic's name, before the organization's id. */
  readonly #topics: string;

  constructor(scope: Construct, id: string, props: OrganizationMailProps) {
    super(scope, id);
    this.#props = props;
    this.#topics = `exhibit-fleet-${Stack.of(this).stackName}-`;
    this.machine = this.#toTopic(props.key);
    this.#starting = new Role(this, 'Starting', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
    this.#starting.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.machine.stateMachineArn] }),
    );
    this.#takeUndelivered();
  }

  /** What the ARN of every topic begins with, before the organization's id. */
  get topics(): string {
    return Stack.of(this).formatArn({ service: 'sns', resource: this.#topics });
  }

  /** Lets a role of the fleet's own see who is subscribed to each, and how. */
  grantLook(role: Role): void {
    role.addToPolicy(
      new PolicyStatement({ actions: ['sns:ListSubscriptionsByTopic'], resources: [`${this.topics}*`] }),
    );
    // Of subscriptions IAM knows no resource.
    role.addToPolicy(new PolicyStatement({ actions: ['sns:GetSubscriptionAttributes'], resources: ['*'] }));
    this.#accept(role);
  }

  /** Lets these addresses hear of an organization's nights. @param scope where what is its alone stands */
  add(scope: Construct, organization: string, mail: readonly string[]): void {
    const { bus, deadLetters, key } = this.#props;
    new PeopleTopic(scope, 'People', { mail, key, name: `${this.#topics}${organization}` });
    new CfnRule(scope, 'AlertToTopic', {
      description: `Exhibit: alerts of ${organization}, to its topic`,
      eventBusName: bus.eventBusName,
      eventPattern: { source: [sourceOf(organization)], 'detail-type': ['Exhibit Alert'] },
      targets: [
        {
          id: 'Topic',
          arn: this.machine.stateMachineArn,
          roleArn: this.#starting.roleArn,
          deadLetterConfig: { arn: deadLetters.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: Duration.hours(4).toSeconds(), maximumRetryAttempts: 20 },
        },
      ],
    });
  }

  #toTopic(key: IKey): IStateMachine {
    const { topics } = this;
    const organization = JsonPath.arrayGetItem(JsonPath.stringSplit(JsonPath.stringAt('$.source'), '.'), 1);
    const publish = new CallAwsService(this, 'Publish', {
      service: 'sns',
      action: 'publish',
      parameters: {
        TopicArn: JsonPath.format(`${topics}{}`, organization),
        Subject: JsonPath.stringAt('$.detail.subject'),
        Message: JsonPath.stringAt('$.detail.text'),
      },
      // The machine's role is granted what it needs apart.
      iamResources: [`${topics}*`],
      resultPath: JsonPath.DISCARD,
    });
    const { machine, role } = new EventMachine(this, 'ToTopic', {
      comment: 'Exhibit: an alert of one organization, to its own topic, as text',
      logKey: key,
      definition: retried(publish),
      rights: [
        new PolicyStatement({ actions: ['sns:Publish'], resources: [`${topics}*`] }),
        new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] }),
      ],
    });
    this.#accept(role);
    return machine;
  }

  #accept(holder: Construct): void {
    accept(holder, {
      [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:${this.#topics}*]`]:
        'Topics are called after organizations, which come and go without a change of what all share.',
    });
  }

  /** From the rules of this bus alone: one by one they would change what all share. */
  #takeUndelivered(): void {
    const { bus, deadLetters } = this.#props;
    const { account } = Stack.of(this);
    deadLetters.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [deadLetters.queueArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'events',
              resource: 'rule',
              resourceName: `${bus.eventBusName}/*`,
            }),
          },
        },
      }),
    );
  }
}
