import { setTimeout as pause } from 'node:timers/promises';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { plain } from '../stack/whole/xml.ts';
import type { Engine } from './engine.ts';

const region = 'us-east-1';

/** One account of the engine's, which tells accounts apart by the key that somebody signs with. */
export interface Account extends Disposable {
  readonly number: string;
  /** For processes that act in it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly secrets: SecretsManagerClient;
  /** Asks a service for which nothing else of this project has a client; gives the answer's XML. */
  query(service: string, words: Readonly<Record<string, string>>): Promise<string>;
  /** The same of a service that speaks JSON; `target` names service and operation as it wants them named. */
  call(service: string, target: string, input: object): Promise<Readonly<Record<string, unknown>>>;
  /** What the stack made, by logical id. */
  resources(): Promise<ReadonlyMap<string, Made>>;
  /** The stack's own state, such as `CREATE_COMPLETE`; null where there is none. */
  status(): Promise<string | null>;
  outputs(): Promise<Readonly<Record<string, string>>>;
  /** Runs a state machine to its end. */
  execute(machine: string, input: object): Promise<Execution>;
}

export interface Made {
  readonly type: string;
  readonly name: string;
}

export interface Execution {
  readonly status: string;
  readonly output: unknown;
  /** What went wrong, as the machine says it. */
  readonly cause: string;
}

export function accountIn(engine: Engine, number: string): Account {
  const credentials = { accessKeyId: number, secretAccessKey: 'not-a-real-one' };
  const settings = { endpoint: engine.url, region, credentials };
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const kms = new KMSClient(settings);
  const lambda = new LambdaClient(settings);
  const secrets = new SecretsManagerClient(settings);
  const ask = (service: string, headers: Readonly<Record<string, string>>, body: string | URLSearchParams) =>
    answered(service, engine.url, { ...headers, authorization: signature(number, service) }, body);
  const query = (service: string, words: Readonly<Record<string, string>>) =>
    ask(service, {}, new URLSearchParams(words));
  const call = async (service: string, target: string, input: object) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
    return JSON.parse((await ask(service, headers, JSON.stringify(input))) || '{}');
  };
  const states = (operation: string, input: object) => call('states', `AWSStepFunctions.${operation}`, input);
  const stack = () =>
    query('cloudformation', { Action: 'DescribeStacks', StackName: 'Exhibit' }).catch(() => null);
  return {
    number,
    environment: { ...engine.environment, AWS_ACCESS_KEY_ID: number },
    s3,
    kms,
    lambda,
    secrets,
    query,
    call,
    async resources() {
      const words = { Action: 'DescribeStackResources', StackName: 'Exhibit' };
      const members = (await query('cloudformation', words)).match(/<member>.*?<\/member>/gs) ?? [];
      return new Map(
        members.map((one) => [
          within(one, 'LogicalResourceId'),
          { type: within(one, 'ResourceType'), name: within(one, 'PhysicalResourceId') },
        ]),
      );
    },
    async status() {
      const found = await stack();
      return found === null ? null : within(found, 'StackStatus');
    },
    async outputs() {
      const members = (await stack())?.match(/<member><OutputKey>.*?<\/member>/gs) ?? [];
      return Object.fromEntries(members.map((one) => [within(one, 'OutputKey'), within(one, 'OutputValue')]));
    },
    async execute(stateMachineArn, input) {
      const { executionArn } = await states('StartExecution', {
        stateMachineArn,
        input: JSON.stringify(input),
      });
      for (;;) {
        const { status, output, cause, error } = await states('DescribeExecution', { executionArn });
        if (status !== 'RUNNING')
          return {
            status,
            output: JSON.parse(output ?? 'null'),
            cause: `${error ?? ''} ${cause ?? ''}`.trim(),
          };
        await pause(200);
      }
    },
    [Symbol.dispose]() {
      for (const client of [s3, kms, lambda, secrets]) client.destroy();
    },
  };
}

/** The engine looks at no signature, and reads from it who asks for what. */
function signature(account: string, service: string): string {
  const scope = `20260101/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${account}/${scope}, SignedHeaders=host, Signature=0`;
}

async function answered(
  service: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | URLSearchParams,
): Promise<string> {
  const answer = await fetch(url, { method: 'POST', headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service} did not answer: ${text}`);
  return text;
}

export function within(xml: string, tag: string): string {
  return plain(new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '');
}
