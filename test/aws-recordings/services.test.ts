import { generateKeyPairSync, sign } from 'node:crypto';
import { json, text } from 'node:stream/consumers';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { busChannel } from '../../lib/alerts/deliver/event-bridge.ts';
import { listenersOf } from '../../lib/alerts/deliver/topic.ts';
import { readSecret } from '../../lib/config/secret.ts';
import { readSecretsManager } from '../../lib/config/secrets-manager.ts';
import { takeUp } from '../../lib/nightly/functions/take-up.ts';
import { sealFunctionSigner } from '../../lib/package/function/seal-function-signer.ts';
import { openKmsKey } from '../../lib/seal/kms.ts';
import { holds } from '../../lib/seal/public-key.ts';
import { sealedWith } from '../alerts/night.ts';
import { type Answer, provider, stopServers } from '../http/loopback.ts';
import { type RecordedError, recorded } from './recordings.ts';
import { queryError, xml } from './xml.ts';

const before = { ...process.env };
const clients: { destroy(): void }[] = [];
/** A client that is closed after the test. */
const closed = <Client extends { destroy(): void }>(client: Client): Client => {
  clients.push(client);
  return client;
};
const settings = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret' },
  maxAttempts: 1,
};
beforeEach(() => {
  Object.assign(process.env, {
    AWS_REGION: settings.region,
    AWS_ACCESS_KEY_ID: settings.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: settings.credentials.secretAccessKey,
    AWS_MAX_ATTEMPTS: '1',
  });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  for (const client of clients.splice(0)) client.destroy();
  stopServers();
});

const jsonAnswer =
  (body: object, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...headers })
      .end(JSON.stringify(body));
/** A refusal of a service that speaks JSON. */
const refusal = ({ Error: { Code, Message } }: RecordedError, status = 400): Answer =>
  jsonAnswer({ __type: Code, message: Message, Message }, status);
const xmlAnswer =
  (body: string, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);

/** The one answer of a recording that has one. */
const only = <Content>(file: string, name: string): Content =>
  Object.values(recorded<Readonly<Record<string, Content>>>(file, name))[0] as Content;

describe('KMS', () => {
  const kms = async (...script: Answer[]) => {
    const { url } = await provider(...script);
    return closed(new KMSClient({ ...settings, endpoint: url }));
  };
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = jsonAnswer({
    KeyId: 'arn:key',
    PublicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  });

  test('gives a signature, and says which algorithm it is of', async () => {
    const answered = only<{ KeyId: string; Signature: string; SigningAlgorithm: string }>('kms', 'signed');
    let algorithm = '';
    const client = await kms(publicKey, async (response, request) => {
      const { Message, SigningAlgorithm } = (await json(request)) as Record<string, string>;
      algorithm = SigningAlgorithm ?? '';
      const Signature = sign('sha256', Buffer.from(Message ?? '', 'base64'), pair.privateKey).toString(
        'base64',
      );
      jsonAnswer({ ...answered, Signature })(response, request);
    });
    const signer = await openKmsKey(client, 'alias/exhibit');
    const signature = await signer.sign(Buffer.from('seal'));
    expect(algorithm).toBe(answered.SigningAlgorithm);
    expect(holds(Buffer.from('seal'), signature, signer.publicKey)).toBe(true);
  });

  test.each(['noSuchKey', 'otherRegion', 'otherUsage', 'disabled'])(
    'that refuses is named with its own words: %s',
    async (name) => {
      const error = only<RecordedError>('kms', name);
      const signing = openKmsKey(await kms(publicKey, refusal(error)), 'alias/exhibit').then((key) =>
        key.sign(Buffer.from('seal')),
      );
      await expect(signing).rejects.toMatchObject({
        code: 'signer',
        message: expect.stringContaining(`${error.Error.Code}: ${error.Error.Message.replace(/\.$/, '')}.`),
      });
    },
  );

  test('that may not be asked is told with who asked for what', async () => {
    const error = recorded<RecordedError>('kms', 'denied');
    await expect(openKmsKey(await kms(refusal(error)), 'alias/exhibit')).rejects.toThrow(error.Error.Message);
  });
});

describe('Secrets Manager', () => {
  const asking = async (given: Answer) => {
    const { url } = await provider(given);
    process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER = url;
  };
  const read = () => readSecret({ from: 'secret', name: 'exhibit/github' }, {});

  test('gives a value that is bytes', async () => {
    // The time was cut; over the wire it is a number.
    await asking(jsonAnswer({ ...only<object>('secrets-manager', 'value'), CreatedDate: 1_727_176_691 }));
    expect(await readSecretsManager('exhibit/github')).toBe('footest');
  });

  test('says of a secret that it is not there, or has no value', async () => {
    await asking(refusal(only('secrets-manager', 'noSuchSecret')));
    await expect(read()).rejects.toMatchObject({ code: 'missing' });
    const withoutValue = only<string>('secrets-manager', 'withoutValue');
    const [, Code = '', Message = ''] = /\((\w+)\).*operation: (.*)/.exec(withoutValue) ?? [];
    await asking(refusal({ Error: { Code, Message } }));
    await expect(read()).rejects.toMatchObject({ code: 'missing' });
  });

  test.each(['markedForDeletion', 'denied'])('that refuses is named by the kind alone: %s', async (name) => {
    const error = recorded<RecordedError>('secrets-manager', name);
    await asking(refusal(error));
    await expect(read()).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining(error.Error.Code),
    });
    await expect(read()).rejects.not.toThrow(error.Error.Message);
  });
});

describe('SNS', () => {
  const topic = 'arn:aws:sns:eu-west-1:111122223333:People';
  const { config } = new EventBridgeClient(settings);
  const listed = only<{ Subscriptions: readonly object[] }>('sns-subscriptions', 'listed');
  const attributes = only<Record<string, string>>('sns-subscriptions', 'attributes');
  const byMail = (SubscriptionArn: string) => ({
    ...listed.Subscriptions[0],
    Protocol: 'email',
    Endpoint: 'ana@fathom.example',
    SubscriptionArn,
  });
  const list = (members: readonly object[]): string =>
    xml('ListSubscriptionsByTopicResponse', {
      ListSubscriptionsByTopicResult: { Subscriptions: { member: members } },
    });
  const entries = Object.entries(attributes).map(([key, value]) => ({ key, value }));
  const described = xml('GetSubscriptionAttributesResponse', {
    GetSubscriptionAttributesResult: { Attributes: { entry: entries } },
  });

  const listeners = async (members: readonly object[], said: Answer) => {
    const { url } = await provider(async (response, request) => {
      const action = new URLSearchParams(await text(request)).get('Action');
      (action === 'GetSubscriptionAttributes' ? said : xmlAnswer(list(members)))(response, request);
    });
    return await listenersOf({ topic, config, endpoint: url, now: () => new Date() });
  };

  test('lists who is subscribed, and says whether that was confirmed by somebody who is known', async () => {
    expect(attributes).toMatchObject({ ConfirmationWasAuthenticated: 'true', PendingConfirmation: 'false' });
    const arn = `${topic}:1234`;
    expect(await listeners([...listed.Subscriptions, byMail(arn)], xmlAnswer(described))).toEqual([
      { address: 'ana@fathom.example', isConfirmed: true, isHeld: true },
    ]);
  });

  test('has words in place of an ARN until somebody confirms', async () => {
    const { SubscriptionArn } = only<{ SubscriptionArn: string }>('sns-subscriptions', 'pending');
    expect(await listeners([byMail(SubscriptionArn)], xmlAnswer(described))).toEqual([
      { address: 'ana@fathom.example', isConfirmed: false, isHeld: false },
    ]);
  });

  test('that does not know a subscription any more is no answer', async () => {
    const error = only<RecordedError>('sns-subscriptions', 'noSuchSubscription');
    await expect(listeners([byMail(`${topic}:1234`)], xmlAnswer(queryError(error), 404))).rejects.toThrow(
      `404 ${error.Error.Code}`,
    );
  });
});

describe('EventBridge', () => {
  const delivered = async (...script: Answer[]) => {
    const { url, asked } = await provider(...script);
    const client = closed(new EventBridgeClient({ ...settings, endpoint: url }));
    const channel = busChannel({ client, bus: 'exhibit', sleep: async () => {}, random: () => 0 });
    return { sent: channel.deliver({ nights: [sealedWith([])], alert: null }), asked };
  };

  test('takes events, one answer each', async () => {
    const { 'put-events': taken } = recorded<{ 'put-events': object }>('events', 'taken');
    expect(await (await delivered(jsonAnswer(taken))).sent).toBe(1);
  });

  test('answers well and takes nothing: the entry is sent again, and told in the end', async () => {
    const { sent, asked } = await delivered(jsonAnswer(only<object>('events', 'entryRefused')));
    await expect(sent).rejects.toThrow('InvalidArgument');
    expect(asked).toHaveLength(5);
  });

  test.each(['noSuchBus', 'tooLarge'])('that refuses a whole call is named: %s', async (name) => {
    const error = only<RecordedError>('events', name);
    await expect((await delivered(refusal(error))).sent).rejects.toThrow(error.Error.Code);
  });
});

describe('Lambda', () => {
  interface Invoked {
    readonly FunctionError?: string;
    readonly Payload: unknown;
  }
  const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:seal';
  const signed = async (given: Answer) => {
    const { url } = await provider(given);
    const client = closed(new LambdaClient({ ...settings, endpoint: url }));
    const key = { keyId: 'k', publicKey: 'p' };
    const signer = sealFunctionSigner(client, arn, key, { create: async () => {} });
    return await signer.signManifest(Buffer.from('{}'));
  };
  const invoked = ({ FunctionError, Payload }: Invoked): Answer =>
    jsonAnswer(
      typeof Payload === 'string' ? JSON.parse(Payload) : (Payload as object),
      200,
      FunctionError === undefined ? {} : { 'x-amz-function-error': FunctionError },
    );

  test.each(['exited', 'exitedWithStatus', 'timedOut', 'timedOutIn2024', 'failedAtStart'])(
    'answers well when a function did not: %s',
    async (name) => {
      const answered = recorded<Invoked>('lambda-invoke', name);
      expect(answered.FunctionError).toBe('Unhandled');
      await expect(signed(invoked(answered))).rejects.toMatchObject({
        code: 'signer',
        message: 'The sealing function did not sign the package. Its log says why.',
      });
    },
  );

  test('gives null of a function that gives nothing', async () => {
    await expect(signed(invoked(recorded('lambda-invoke', 'nothing')))).rejects.toThrow('gave no signature');
  });

  test('that takes no call is no fault of ours', async () => {
    const error = recorded<RecordedError>('lambda-invoke', 'throttled');
    const given: Answer = (response) =>
      response.writeHead(429, { 'x-amzn-errortype': error.Error.Code }).end(
        JSON.stringify({
          Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
          message: error.Error.Message,
        }),
      );
    await expect(signed(given)).rejects.toMatchObject({
      code: 'signer',
      message: `The sealing function cannot be called. ${error.Error.Code}: ${error.Error.Message}`,
    });
  });
});

describe('STS', () => {
  const asking = async (given: Answer) => {
    const { url } = await provider(given);
    process.env.AWS_ENDPOINT_URL_STS = url;
    return await takeUp('arn:aws:iam::111122223333:role/acting', { organization: 'acme' });
  };

  test('gives the credentials of a session', async () => {
    const answered = only<{ Credentials: Record<string, string> }>('sts', 'assumed');
    const given = xml('AssumeRoleResponse', {
      AssumeRoleResult: { ...answered, Credentials: { ...answered.Credentials, Expiration: 'datetime' } },
    });
    expect(await asking(xmlAnswer(given))).toEqual({
      accessKeyId: answered.Credentials.AccessKeyId,
      secretAccessKey: answered.Credentials.SecretAccessKey,
      sessionToken: answered.Credentials.SessionToken,
    });
  });

  test('refuses tags that are not to be set', async () => {
    const error = only<RecordedError>('sts', 'tagsThatConflict');
    await expect(asking(xmlAnswer(queryError(error), 400))).rejects.toMatchObject({
      name: 'EnvironmentError',
      message: expect.stringContaining(error.Error.Message.replace(/\.$/, '')),
    });
  });
});
