import { setTimeout as wait } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import type { AlertChannel } from '../../alerts/deliver/channel.ts';
import { busChannel } from '../../alerts/deliver/event-bridge.ts';
import { webhookChannel } from '../../alerts/deliver/webhook.ts';
import type { SecretReference } from '../../config/configuration.ts';
import { required, variables } from '../../config/environment.ts';
import { writtenReference } from '../../config/on-aws.ts';
import { readSecret } from '../../config/secret.ts';
import { readSecretsManager } from '../../config/secrets-manager.ts';
import { controlsIn } from '../../controls/catalog.ts';
import { alertStep } from '../alert/alert-step.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { readEvent, runText } from './event.ts';
import type { AlertEvent, AlertOutput } from './events.ts';
import { judgedParts } from './judged-parts.ts';
import { withOpened } from './open.ts';

const shape: z.ZodMiniType<AlertEvent> = z.object({ run: runText });

/** What an alert needs of the surroundings, besides what every function does. Tests give their own. */
export interface AlertMeans {
  /** Opens the event bus that the environment names. */
  readonly openBus: (bus: string) => AlertChannel;
  /** Asks Secrets Manager for where the webhook is. */
  readonly readManaged: (name: string) => Promise<string>;
}

const onAws: AlertMeans = {
  openBus: (bus) =>
    busChannel({
      client: new EventBridgeClient({}),
      bus,
      sleep: async (ms) => void (await wait(ms)),
      random: Math.random,
    }),
  readManaged: readSecretsManager,
};

/** The function that tells of a sealed night, and of earlier ones that nobody was told of: on the event bus, and by the webhook. */
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
  const bus = means.openBus(required(call.environment, variables.bus));
  return await withOpened(call, judgedParts, async ({ configuration, locker }) => {
    const { remindEveryDays, webhook } = configuration.alerts;
    const step = { locker, run, recovered: [], controls: controlsIn(configuration), remindEveryDays };
    const onBus = await alertStep({ ...step, channels: [bus] });
    // Marked apart: a webhook that fails is tried again, and tells of more nights, without people getting a mail twice.
    const posted = webhook
      ? await alertStep({ ...step, marks: 'webhook', channels: [posting(webhook, call, means)] })
      : { sent: 0, problems: [] };
    const sent = onBus.sent + posted.sent;
    // Thrown, so that the state machine tries again: what was sent already keeps its ids.
    for (const problem of [...onBus.problems, ...posted.problems]) throw problem;
    call.log.info('The night was told.', { run, sent, alert: onBus.alert?.id ?? null });
    return { run, sent };
  });
}

/** The address is read for each night, so that another one in the secret needs no deployment. */
function posting(
  webhook: SecretReference,
  { environment, now }: Call,
  { readManaged }: AlertMeans,
): AlertChannel {
  const place = writtenReference(webhook);
  return webhookChannel({ place, now, address: () => readSecret(webhook, environment, readManaged) });
}
