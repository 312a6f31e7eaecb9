import { setTimeout as wait } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import type { AlertChannel } from '../../alerts/deliver/channel.ts';
import { busChannel } from '../../alerts/deliver/event-bridge.ts';
import { webhookChannel } from '../../alerts/deliver/webhook.ts';
import { fleetSource } from '../../alerts/events.ts';
import { optional, required, variables } from '../../config/environment.ts';
import { lookedWhoHears, notHeard } from '../../config/not-heard.ts';
import { writtenReference } from '../../config/on-aws.ts';
import { readSecret } from '../../config/secret.ts';
import { readSecretsManager } from '../../config/secrets-manager.ts';
import {
  type AlarmEvent,
  isOfABus,
  readAlarmEvent,
  type TellingHandler,
} from '../../nightly/functions/alarm-event.ts';
import type { AlertMeans } from '../../nightly/functions/alert-means.ts';
import { type Call, defineFunction, type Means } from '../../nightly/functions/define.ts';
import { readEvent, runText } from '../../nightly/functions/event.ts';
import type { AlarmOutput } from '../../nightly/functions/events.ts';
import { postAlarm } from '../../nightly/functions/post-alarm.ts';
import { type ListenersOf, listenersOnAws, saidOf, whoHears } from '../../nightly/functions/who-hears.ts';
import { type Fleet, standingOf } from '../fleet.ts';
import { sealedFleetNight } from '../night/fleet-night.ts';
import { messagesOf, tellDigest } from '../night/tell.ts';
import { fleetIn } from './fleet-in.ts';

export interface FleetTellEvent {
  readonly run: string;
}

export interface FleetTellOutput {
  readonly run: string;
  /** Messages that went out now; 0 when they had gone out before, or there is nothing to say. */
  readonly sent: number;
}

const shape: z.ZodMiniType<FleetTellEvent> = z.object({ run: runText });

/** Where the digest goes, by the fleet and the bus that the environment names. */
export type Channels = (fleet: Fleet, call: Call) => readonly AlertChannel[];

/**
 * The function that tells of a fleet's night in one message: on the bus, and by the fleet's webhook. By that it also tells of the fleet's own alarms, which
 * the account's bus hands over.
 */
export function fleetTellFunction(
  means: Partial<Means> = {},
  channels: Channels = channelsOnAws,
  listenersOf: ListenersOf = listenersOnAws,
  readManaged: AlertMeans['readManaged'] = readSecretsManager,
) {
  const handler = defineFunction<FleetTellEvent | AlarmEvent, FleetTellOutput | AlarmOutput>(
    {
      name: 'fleet-tell',
      read: (event) =>
        isOfABus(event) ? readAlarmEvent('fleet-tell', event) : readEvent('fleet-tell', event, shape),
      work: (event, call) =>
        'run' in event ? tell(event, call, channels, listenersOf) : postAlarm(event, call, { readManaged }),
    },
    means,
  );
  return handler as unknown as TellingHandler<FleetTellEvent, FleetTellOutput>;
}

async function tell(
  { run }: FleetTellEvent,
  call: Call,
  channels: Channels,
  listenersOf: ListenersOf,
): Promise<FleetTellOutput> {
  const fleet = fleetIn(call.environment);
  const locker = call.openLocker(required(call.environment, variables.locker));
  try {
    const result = await sealedFleetNight(run, locker);
    const messages = await messagesOf(fleet, result, call.openLocker);
    const { sent, problems } = await tellDigest(result, messages, locker, channels(fleet, call));
    // Thrown, so that the machine tries again.
    for (const problem of problems) throw problem;
    await sayNotHeard(fleet, run, call, listenersOf);
    return { run, sent };
  } finally {
    await locker.close();
  }
}

/**
 * Whether whoever is to hear of an organization by mail still does. The log says of each apart who does not, and of all together, last, what an alarm
 * reads: that everybody hears, where everybody was looked at.
 */
async function sayNotHeard(fleet: Fleet, run: string, call: Call, listenersOf: ListenersOf): Promise<void> {
  const topics = optional(call.environment, variables.topics);
  if (topics === null) return;
  const unread: string[] = [];
  let deaf = 0;
  for (const organization of fleet.organizations) {
    const { configuration, id, read } = organization;
    if (standingOf(organization, call.now(), fleet) === 'former') continue;
    if (configuration === null) {
      unread.push(id);
      continue;
    }
    const heard = await whoHears(read().aws.mail, `${topics}${id}`, call, listenersOf);
    if (heard === null) continue;
    deaf = 1;
    call.log.error(notHeard, { run, organization: id, ...saidOf(heard) });
  }
  for (const id of unread) call.log.warn(notLookedAt, { run, organization: id });
  if (deaf === 1 || unread.length === 0) call.log.info(lookedWhoHears, { run, deaf });
}

const notLookedAt =
  'Whether everybody receives its nights was not checked: its configuration cannot be read.';

function channelsOnAws({ webhook }: Fleet, { environment, now }: Call): readonly AlertChannel[] {
  const bus = busChannel({
    client: new EventBridgeClient({}),
    bus: required(environment, variables.bus),
    source: fleetSource,
    sleep: async (ms) => void (await wait(ms)),
    random: Math.random,
  });
  if (webhook === null) return [bus];
  const address = () => readSecret(webhook, environment);
  return [bus, webhookChannel({ place: writtenReference(webhook), now, address })];
}
