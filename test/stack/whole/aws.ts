import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { S3Credentials } from '../../locker/s3/server.ts';
import type { Moto } from '../../providers/aws/moto.ts';
import { account, region, type Statement } from './template.ts';
import { plain } from './xml.ts';

/** An account's parts beside S3, in the whole-stack stand-in. */
export interface Aws extends Disposable {
  readonly url: string;
  /** Makes a secret, or gives it another value. */
  secret(name: string, value: string): Promise<void>;
  /** Makes a signing key as the template describes it, and gives its ARN and its public part in PEM. */
  signingKey(properties: Readonly<Record<string, unknown>>): Promise<{ arn: string; pem: string }>;
  /** Makes a bus, and a queue that gets whatever is put on it; `read` empties the queue. */
  bus(name: string): Promise<{ read(): Promise<BusEvent[]> }>;
  /** Makes somebody with these rights. */
  user(name: string, statements: readonly Statement[]): Promise<S3Credentials>;
  /** Which of these somebody is let do: each is really asked for. */
  tried(
    credentials: S3Credentials,
    on: { readonly key: string; readonly secret: string; readonly bus: string },
  ): Promise<{ sign: boolean; readSecret: boolean; announce: boolean }>;
  /** From now on, or no longer, requests have to be signed, and by somebody who may do it. */
  guard(on: boolean): Promise<void>;
}

export interface BusEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export function awsIn({ url, iam }: Moto): Aws {
  const settings = {
    endpoint: url,
    region,
    credentials: { accessKeyId: 'AKIAADMINISTRATOR000', secretAccessKey: 'x' },
  };
  const kms = new KMSClient(settings);
  const secrets = new SecretsManagerClient(settings);
  const events = new EventBridgeClient(settings);
  return {
    url,
    async secret(Name, SecretString) {
      try {
        await secrets.send(new CreateSecretCommand({ Name, SecretString }));
      } catch (error) {
        if ((error as Error).name !== 'ResourceExistsException') throw error;
        await secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretString }));
      }
    },
    async signingKey({ KeySpec, KeyUsage }) {
      const made = await kms.send(new CreateKeyCommand({ KeySpec, KeyUsage } as object));
      const { KeyId, Arn: arn = '' } = made.KeyMetadata ?? {};
      const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId }));
      const body = Buffer.from(PublicKey).toString('base64').replace(/.{64}/g, '$&\n');
      return { arn, pem: `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n` };
    },
    async bus(name) {
      await events.send(new CreateEventBusCommand({ Name: name }));
      await queue(url, { Action: 'CreateQueue', QueueName: name });
      const rule = { Name: `${name}-all`, EventBusName: name };
      await events.send(
        new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ account: [account] }) }),
      );
      const Arn = `arn:aws:sqs:${region}:${account}:${name}`;
      await events.send(
        new PutTargetsCommand({ Rule: rule.Name, EventBusName: name, Targets: [{ Id: 'queue', Arn }] }),
      );
      return { read: () => readQueue(url, name) };
    },
    async user(UserName, statements) {
      await iam.send(new CreateUserCommand({ UserName }));
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'rights', PolicyDocument }));
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
      return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
    },
    tried: (credentials, on) => tried({ endpoint: url, region, credentials }, on),
    async guard(on) {
      // How many requests it takes unseen.
      await fetch(`${url}/moto-api/reset-auth`, { method: 'POST', body: on ? '0' : 'inf' });
    },
    [Symbol.dispose]() {
      for (const client of [kms, secrets, events]) client.destroy();
    },
  };
}

async function tried(
  settings: { readonly endpoint: string; readonly region: string; readonly credentials: S3Credentials },
  { key, secret, bus }: { readonly key: string; readonly secret: string; readonly bus: string },
) {
  const [kms, secrets, events] = [
    new KMSClient(settings),
    new SecretsManagerClient(settings),
    new EventBridgeClient(settings),
  ];
  const SigningAlgorithm = 'ECDSA_SHA_256';
  const Message = Buffer.from('probe');
  const entry = { EventBusName: bus, Source: 'probe', DetailType: 'probe', Detail: '{}' };
  // A refusal comes as XML where the client expects JSON, so that its name cannot be told.
  const may = (answer: Promise<unknown>) =>
    answer.then(
      () => true,
      () => false,
    );
  const answers = {
    sign: await may(kms.send(new SignCommand({ KeyId: key, Message, SigningAlgorithm }))),
    readSecret: await may(secrets.send(new GetSecretValueCommand({ SecretId: secret }))),
    announce: await may(events.send(new PutEventsCommand({ Entries: [entry] }))),
  };
  for (const client of [kms, secrets, events]) client.destroy();
  return answers;
}

async function readQueue(url: string, name: string): Promise<BusEvent[]> {
  const found: BusEvent[] = [];
  for (;;) {
    const answer = await queue(url, {
      Action: 'ReceiveMessage',
      QueueUrl: `${url}/${account}/${name}`,
      MaxNumberOfMessages: '10',
      VisibilityTimeout: '3600',
    });
    const bodies = [...answer.matchAll(/<Body>([^<]*)<\/Body>/g)].map(([, body = '']) => plain(body));
    if (bodies.length === 0) return found;
    found.push(...bodies.map((body) => JSON.parse(body) as BusEvent));
  }
}

/** A question to the queues, which nothing else of this project has a client for. */
async function queue(url: string, words: Readonly<Record<string, string>>): Promise<string> {
  const scope = `20260101/${region}/sqs/aws4_request`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=AKIAADMINISTRATOR000/${scope}, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({ Version: '2012-11-05', ...words }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The queue ${words.QueueName ?? ''} did not answer: ${text}`);
  return text;
}
