import { setTimeout as wait } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import type { AlertChannel } from '../../alerts/deliver/channel.ts';
import { busChannel } from '../../alerts/deliver/event-bridge.ts';
import { required, variables } from '../../config/environment.ts';
import { controlsIn } from '../../controls/catalog.ts';
import { alertStep } from '../alert/alert-step.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { readEvent, runText } from './event.ts';
import type { AlertEvent, AlertOutput } from './events.ts';
import { judgedParts } from './judged-parts.ts';
import { withOpened } from './open.ts';

const shape: z.ZodMiniType<AlertEvent> = z.object({ run: runText });

/** Opens the event bus that the environment names. */
export type OpenBus = (bus: string) => AlertChannel;

const openOnEventBridge: OpenBus = (bus) =>
  busChannel({
    client: new EventBridgeClient({}),
    bus,
    sleep: async (ms) => void (await wait(ms)),
    random: Math.random,
  });

/** The function that tells of a sealed night, and of earlier ones that nobody was told of, on the event bus. */
export const alertFunction = (means: Partial<Means> = {}, openBus: OpenBus = openOnEventBridge) =>
  defineFunction<AlertEvent, AlertOutput>(
    {
      name: 'alert',
      read: (event) => readEvent('alert', event, shape),
      work: (event, call) => tellOf(event, call, openBus),
    },
    means,
  );

async function tellOf({ run }: AlertEvent, call: Call, openBus: OpenBus): Promise<AlertOutput> {
  const channel = openBus(required(call.environment, variables.bus));
  return await withOpened(call, judgedParts, async ({ configuration, locker }) => {
    const { alert, problems, sent } = await alertStep({
      locker,
      run,
      recovered: [],
      controls: controlsIn(configuration),
      remindEveryDays: configuration.alerts.remindEveryDays,
      channels: [channel],
    });
    // Thrown, so that the state machine tries again: what was sent already keeps its ids.
    for (const problem of problems) throw problem;
    call.log.info('The night was told.', { run, sent, alert: alert?.id ?? null });
    return { run, sent };
  });
}
