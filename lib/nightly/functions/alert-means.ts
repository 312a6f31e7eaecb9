import { setTimeout as wait } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { AlertChannel } from '../../alerts/deliver/channel.ts';
import { busChannel } from '../../alerts/deliver/event-bridge.ts';
import type { WebhookOptions } from '../../alerts/deliver/webhook.ts';
import { sourceOf } from '../../alerts/events.ts';
import type { SecretReference } from '../../config/configuration.ts';
import { writtenReference } from '../../config/on-aws.ts';
import { readSecret } from '../../config/secret.ts';
import { readSecretsManager } from '../../config/secrets-manager.ts';
import type { AwsAccess, Call } from './call.ts';
import { type ListenersOf, listenersOnAws } from './who-hears.ts';

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

export const onAws: AlertMeans = {
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

/** The address is read each time, so that another one in the secret needs no deployment. */
export function webhookOptions(
  webhook: SecretReference,
  { aws, environment, now }: Call,
  { readManaged }: Pick<AlertMeans, 'readManaged'>,
): WebhookOptions {
  const place = writtenReference(webhook);
  return { place, now, address: () => readSecret(webhook, environment, (name) => readManaged(name, aws)) };
}
