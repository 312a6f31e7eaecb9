import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface PeopleTopicProps {
  /** Addresses; each gets a mail that asks it to confirm. */
  readonly mail: readonly string[];
  readonly key: IKey;
  /** @default one that CloudFormation makes up */
  readonly name?: string;
}

/** What people are told: alerts of a night, and alarms when Exhibit itself falls silent or stumbles. */
export class PeopleTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { mail, key, name }: PeopleTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Exhibit',
      masterKey: key,
      enforceSSL: true,
      ...(name === undefined ? {} : { topicName: name }),
    });
    for (const address of mail) this.topic.addSubscription(new EmailSubscription(address));
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** Lets a role see who is subscribed, and how. */
  grantLook(role: IRole): void {
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sns:ListSubscriptionsByTopic'], resources: [this.topic.topicArn] }),
    );
    // Of subscriptions IAM knows no resource.
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sns:GetSubscriptionAttributes'], resources: ['*'] }),
    );
  }
}
