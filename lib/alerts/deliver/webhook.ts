import { isLoopback } from '../../config/fields.ts';
import { SecretError } from '../../config/secret-error.ts';
import { type CollectError, findCollectError } from '../../evidence/problem.ts';
import type { Exchange } from '../../http/exchange.ts';
import { recordingFetch } from '../../http/recording.ts';
import { Secrets } from '../../http/redact.ts';
import { slackBody, slackText } from '../slack.ts';
import { type AlertChannel, AlertError, type AlertErrorCode } from './channel.ts';

export interface WebhookOptions {
  /** Where the address is kept, as the configuration names it: `env:ALERT_WEBHOOK`. */
  readonly place: string;
  /** The address, which is a secret: whoever has it can post. */
  readonly address: () => Promise<string>;
  readonly now: () => Date;
  /** What becomes of what could not be sent for now, as a sentence. @default the next run sends it */
  readonly later?: string;
  /** Milliseconds for all attempts and waits; 60 s. */
  readonly patienceMs?: number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random?: () => number;
  readonly signal?: AbortSignal;
}

const attemptMs = 10_000;

/** Posts the message to an incoming webhook of Slack, or of what understands the same. */
export function webhookChannel(options: WebhookOptions): AlertChannel {
  return {
    name: nameOf(options),
    async deliver({ alert }) {
      if (!alert) return 0;
      await postBody(slackBody(alert), alert.id, options);
      return 1;
    },
  };
}

/** Posts a text that is no alert of a night. `id` is the same for the same text. Throws `AlertError`. */
export async function postText(text: string, id: string, options: WebhookOptions): Promise<void> {
  await postBody(slackText(text), id, options);
}

function nameOf({ place }: WebhookOptions): string {
  return `the webhook of alerts.webhook (${place})`;
}

async function postBody(body: object, id: string, options: WebhookOptions): Promise<void> {
  const name = nameOf(options);
  const address = checkedAddress(await addressOf(options, name), name);
  const headers = { 'content-type': 'application/json', 'idempotency-key': id };
  await post(address, { method: 'POST', headers, body: JSON.stringify(body) }, name, options);
}

async function post(address: URL, init: RequestInit, name: string, options: WebhookOptions): Promise<void> {
  const secrets = secretsOf(address);
  let last: Exchange | null = null;
  const { address: _, place: __, later = 'The next run sends it.', patienceMs = 60_000, ...means } = options;
  const record = (exchange: Exchange) => {
    last = exchange;
  };
  const fetch = recordingFetch({ ...means, provider: name, patienceMs, secrets, record, attemptMs });
  try {
    await fetch(address, { ...init, confidential: true });
  } catch (error) {
    const fault = findCollectError(error);
    if (!fault) throw error;
    throw failure(fault, last, { name, secrets, later });
  }
}

/** The address and each of its parts: a server may say back any of them. */
function secretsOf(address: URL): Secrets {
  const secrets = new Secrets();
  const parts = [address.href, address.pathname + address.search, ...address.pathname.split('/')];
  for (const part of [...parts, ...address.searchParams.values()]) secrets.add(part);
  return secrets;
}

async function addressOf({ address }: WebhookOptions, name: string): Promise<string> {
  try {
    return await address();
  } catch (cause) {
    const why = cause instanceof SecretError ? cause.message : 'its address could not be read';
    throw new AlertError('secret', `No alert was sent to ${name}. ${why}.`, { cause });
  }
}

function checkedAddress(text: string, name: string): URL {
  const address = URL.parse(text.trim());
  const fits =
    address?.protocol === 'https:' || (address?.protocol === 'http:' && isLoopback(address.hostname));
  if (address && fits && address.username === '' && address.password === '') return address;
  throw new AlertError(
    'address',
    `No alert was sent: the secret for ${name} is not the address of a webhook. It must begin with https:// (http:// for this machine only) and hold no user name.`,
  );
}

interface Sending {
  readonly name: string;
  readonly secrets: Secrets;
  readonly later: string;
}

function failure(fault: CollectError, last: Exchange | null, { name, secrets, later }: Sending): AlertError {
  const [code, happened, advice = later] = textFor(fault.code);
  const seen = last?.status ?? last?.error ?? null;
  const detail = seen === null ? '' : ` (${secrets.redact(String(seen))})`;
  return new AlertError(code, `No alert was sent: ${name} ${happened}${detail}. ${advice}`, { cause: fault });
}

function textFor(
  code: CollectError['code'],
): readonly [code: AlertErrorCode, happened: string, advice?: string] {
  switch (code) {
    case 'rate-limited':
      return ['unreachable', 'asks to slow down'];
    case 'timeout':
      return ['unreachable', 'did not answer in time'];
    case 'unavailable':
      return ['unreachable', 'gave no usable answer'];
    case 'interrupted':
      return ['unreachable', 'had not finished its answer'];
    default:
      return [
        'refused',
        'refused it',
        'Make a new webhook at the same service, and put its address in place of the old one.',
      ];
  }
}
