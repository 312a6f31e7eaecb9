import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Listener } from '../listeners.ts';
import { AlertError } from './channel.ts';

export interface TopicOptions {
  /** ARN of the topic. */
  readonly topic: string;
  /** Has the credential, and what signs with it: a client of any service of AWS. */
  readonly config: Pick<EventBridgeClient['config'], 'credentials' | 'sha256'>;
  /** Where SNS is asked instead; null for AWS's own address. */
  readonly endpoint: string | null;
  readonly now: () => Date;
}

type Parameters = Readonly<Record<string, string>>;

const patienceMs = 10_000;
/** Pages of a hundred. A topic takes more, and nobody tells more people by mail. */
const mostPages = 50;

/** Who is subscribed to a topic by mail. Throws `AlertError` when SNS does not say. */
export async function listenersOf(options: TopicOptions): Promise<readonly Listener[]> {
  const found: Listener[] = [];
  let next: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const token: Parameters = next === undefined ? {} : { NextToken: next };
    const response = await request(
      { Action: 'ListSubscriptionsByTopic', TopicArn: options.topic, ...token },
      options,
    );
    for (const [, member = ''] of response.matchAll(/<member>(.*?)<\/member>/gs))
      if (textIn(member, 'Protocol') === 'email') found.push(await listenerIn(member, options));
    next = textIn(response, 'NextToken');
    if (next === undefined) return found;
  }
  throw unclear('its list of subscriptions has no end');
}

async function listenerIn(member: string, options: TopicOptions): Promise<Listener> {
  const [address, arn] = [textIn(member, 'Endpoint'), textIn(member, 'SubscriptionArn')];
  if (address === undefined || arn === undefined) throw unclear('a subscription lacks its address');
  // Until it is confirmed, and after it ended, it has words where its ARN would be.
  const isConfirmed = arn.startsWith('arn:');
  return { address, isConfirmed, isHeld: isConfirmed && (await isHeld(arn, options)) };
}

async function isHeld(arn: string, options: TopicOptions): Promise<boolean> {
  const response = await request({ Action: 'GetSubscriptionAttributes', SubscriptionArn: arn }, options);
  const entry = /<key>ConfirmationWasAuthenticated<\/key>\s*<value>(\w+)<\/value>/.exec(response);
  return entry?.[1] === 'true';
}

function textIn(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  return found?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

async function request(parameters: Parameters, options: TopicOptions): Promise<string> {
  const body = new URLSearchParams({ Version: '2010-03-31', ...parameters }).toString();
  try {
    const response = await fetch(addressOf(options), await signed(body, options));
    const text = await response.text();
    if (response.ok) return text;
    throw unclear(`it answered ${response.status} ${textIn(text, 'Code') ?? ''}`.trim());
  } catch (cause) {
    if (cause instanceof AlertError) throw cause;
    throw unclear(cause instanceof Error ? cause.name : 'unknown error', { cause });
  }
}

async function signed(body: string, { config, topic, now, ...options }: TopicOptions): Promise<RequestInit> {
  const { host, hostname, port, protocol } = new URL(addressOf({ topic, ...options }));
  const region = topic.split(':')[3] ?? '';
  const { credentials, sha256 } = config;
  const signer = new SignatureV4({ credentials, region, service: 'sns', sha256 });
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const at = { protocol, hostname, ...(port === '' ? {} : { port: Number(port) }), path: '/', query: {} };
  const request = await signer.sign({ method: 'POST', ...at, headers, body }, { signingDate: now() });
  const { host: _, ...sent } = request.headers;
  return { method: 'POST', headers: sent, body, signal: AbortSignal.timeout(patienceMs) };
}

function addressOf({ topic, endpoint }: Pick<TopicOptions, 'topic' | 'endpoint'>): string {
  const [, partition, , region] = topic.split(':');
  return endpoint ?? `https://sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/`;
}

function unclear(why: string, options?: ErrorOptions): AlertError {
  return new AlertError('undelivered', `The subscriptions of the topic cannot be read: ${why}.`, options);
}
