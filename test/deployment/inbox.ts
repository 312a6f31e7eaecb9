import { type Account, within } from './account.ts';

/** What somebody gets who is subscribed to the topic, beside those of the configuration: a queue that is read empty. */
export interface Inbox {
  read(): Promise<Mail[]>;
}

export interface Mail {
  readonly Subject: string;
  readonly Message: string;
}

export async function subscribe({ number, query }: Account, topic: string): Promise<Inbox> {
  const made = await query('sqs', { Action: 'CreateQueue', QueueName: 'inbox' });
  const QueueUrl = within(made, 'QueueUrl');
  const Endpoint = `arn:aws:sqs:us-east-1:${number}:inbox`;
  await query('sns', { Action: 'Subscribe', TopicArn: topic, Protocol: 'sqs', Endpoint });
  return {
    async read() {
      const words = {
        Action: 'ReceiveMessage',
        QueueUrl,
        MaxNumberOfMessages: '10',
        VisibilityTimeout: '3600',
      };
      const bodies = (await query('sqs', words)).match(/<Body>[^<]*<\/Body>/g) ?? [];
      return bodies.map((one) => JSON.parse(within(one, 'Body')) as Mail);
    },
  };
}
