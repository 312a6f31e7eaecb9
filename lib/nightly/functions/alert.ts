import { setTimeout as wait } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import { type AlertChannel, AlertError } from '../../alerts/deliver/channel.ts';
import { busChannel } from '../../alerts/deliver/event-bridge.ts';
import { postText, type WebhookOptions, webhookChannel } from '../../alerts/deliver/webhook.ts';
import { sourceOf } from '../../alerts/events.ts';
import type { Deafness } from '../../alerts/listeners.ts';
import type { SecretReference } from '../../config/configuration.ts';
import { optional, required, variables } from '../../config/environment.ts';
import { notHeard } from '../../config/not-heard.ts';
import { writtenReference } from '../../config/on-aws.ts';
import { readSecret } from '../../config/secret.ts';
import { readSecretsManager } from '../../config/secrets-manager.ts';
import { controlsIn } from '../../controls/catalog.ts';
import { alertStep } from '../alert/alert-step.ts';
import type { AwsAccess } from './call.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { readEvent, runText } from './event.ts';
import type { AlertEvent, AlertOutput } from './events.ts';
import { judgedParts } from './judged-parts.ts';
import { withOpened } from './open.ts';
import { type ListenersOf, listenersOnAws, saidOf, whoHears } from './who-hears.ts';

const shape: z.ZodMiniType<AlertEvent> = z.object({ run: runText });

/** For whom AWS is asked, and how. */
type BusCaller = Pick<Call, 'aws' | 'organization'>;

/** What an alert needs of the surroundings, besides what every function does. Tests give their own. */
export interface AlertMeans {
  /** Opens the event bus that the environment names. */
  readonly openBus: (bus: string, caller: BusCaller) => AlertChannel;
  /** Asks Secrets Manager for where the webhook is. */
  readonly readManaged: (name: string, aws: AwsAccess) => Promise<string>;
  /** Says who is subscribed to a topic by mail. */
  readonly listenersOf: ListenersOf;
}

const onAws: AlertMeans = {
  openBus: (bus, { aws, organization }) =>
    busChannel({
      client: new EventBridgeClient(aws),
      bus,
      ...(organization === null ? {} : { source: sourceOf(organization) }),
      sleep: async (ms) => void (await wait(ms)),
      random: Math.random,
    }),
  readManaged: readSecretsManager,
  listenersOf: listenersOnAws,
};

/** The function that notifies of a sealed night, and of earlier ones that are pending: on the event bus, and by the webhook. */
export const alertFunction = (means: Partial<Means> = {}, alerts: Partial<AlertMeans> = {}) =>
  defineFunction<AlertEvent, AlertOutput>(
    {
      name: 'alert',
      read: (event) => readEvent('alert', event, shape),
      work: (event, call) => tellOf(event, call, { ...onAws, ...alerts }),
    },
    means,
  );

async function tellOf({ run }: AlertEvent, call: Call, means: AlertMeans): Promise<AlertOutput> {
  const bus = means.openBus(required(call.environment, variables.bus), call);
  return await withOpened(call, { known: judgedParts, run }, async ({ configuration, locker }) => {
    const { remindEveryDays, webhook } = configuration.alerts;
    const step = { locker, run, recovered: [], controls: controlsIn(configuration), remindEveryDays };
    const onBus = await alertStep({ ...step, channels: [bus] });
    // Marked apart: a webhook that fails is tried again, and tells of more nights, without people getting a mail twice.
    const posted = webhook
      ? await alertStep({ ...step, receipts: 'webhook', channels: [posting(webhook, call, means)] })
      : { sent: 0, problems: [] };
    const sent = onBus.sent + posted.sent;
    // Thrown, so that the state machine tries again: what was sent already keeps its ids.
    for (const problem of [...onBus.problems, ...posted.problems]) throw problem;
    call.log.info('The night was told.', { run, sent, alert: onBus.alert?.id ?? null });
    const topic = optional(call.environment, variables.topic);
    const heard = await whoHears(configuration.aws.mail, topic, call, means.listenersOf);
    if (heard !== null) await sayNotHeard(heard, { run, webhook, call, means });
    return { run, sent };
  });
}

interface Saying {
  readonly run: string;
  readonly webhook: SecretReference | null;
  readonly call: Call;
  readonly means: AlertMeans;
}

/** By the log, which an alarm counts, and by the webhook, which does not depend on those mails. */
async function sayNotHeard(
  heard: Deafness | 'unknown',
  { run, webhook, call, means }: Saying,
): Promise<void> {
  call.log.error(notHeard, saidOf(heard));
  if (webhook === null) return;
  const what =
    heard === 'unknown'
      ? 'who hears by mail could not be seen.'
      : `addresses under aws: mail: that hear nothing: ${heard.unheard}; that hear until somebody opens a link that ends it: ${heard.loose}.`;
  const text = `Exhibit: ${what} What to do: people-not-told in the runbook.`;
  try {
    await postText(text, `not-heard-${run}`, webhookOptions(webhook, call, means));
  } catch (error) {
    // The night was told, and the alarm rings by the log.
    if (!(error instanceof AlertError)) throw error;
    call.log.warn(error.message);
  }
}

function posting(webhook: SecretReference, call: Call, means: AlertMeans): AlertChannel {
  return webhookChannel(webhookOptions(webhook, call, means));
}

/** The address is read for each night, so that another one in the secret needs no deployment. */
function webhookOptions(
  webhook: SecretReference,
  { aws, environment, now }: Call,
  { readManaged }: AlertMeans,
): WebhookOptions {
  const place = writtenReference(webhook);
  return { place, now, address: () => readSecret(webhook, environment, (name) => readManaged(name, aws)) };
}
