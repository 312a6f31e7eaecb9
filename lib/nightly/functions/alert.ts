import * as z from 'zod/mini';
import { webhookChannel } from '../../alerts/deliver/webhook.ts';
import { required, variables } from '../../config/environment.ts';
import { controlsIn } from '../../controls/catalog.ts';
import { alertStep } from '../alert/alert-step.ts';
import { type AlarmEvent, isOfABus, readAlarmEvent, type TellingHandler } from './alarm-event.ts';
import { type AlertMeans, onAws, webhookOptions } from './alert-means.ts';
import { sayBeside } from './beside-the-night.ts';
import { type Call, defineFunction, type Means } from './define.ts';
import { readEvent, runText } from './event.ts';
import type { AlarmOutput, AlertEvent, AlertOutput } from './events.ts';
import { judgedParts } from './judged-parts.ts';
import { withOpened } from './open.ts';
import { postAlarm } from './post-alarm.ts';

const shape: z.ZodMiniType<AlertEvent> = z.object({ run: runText });

/**
 * The function that notifies of a sealed night, and of earlier ones that are pending: on the event bus, and by the webhook. It alone
 * knows where the webhook is, and so is also handed alarms that began or ended, by the account's own bus.
 */
export function alertFunction(means: Partial<Means> = {}, alerts: Partial<AlertMeans> = {}) {
  const all = { ...onAws, ...alerts };
  const handler = defineFunction<AlertEvent | AlarmEvent, AlertOutput | AlarmOutput>(
    {
      name: 'alert',
      read: (event) => (isOfABus(event) ? readAlarmEvent('alert', event) : readEvent('alert', event, shape)),
      work: (event, call) => ('run' in event ? notify(event, call, all) : postAlarm(event, call, all)),
    },
    means,
  );
  return handler as unknown as TellingHandler<AlertEvent, AlertOutput>;
}

async function notify({ run }: AlertEvent, call: Call, means: AlertMeans): Promise<AlertOutput> {
  const bus = means.openBus(required(call.environment, variables.bus), call);
  return await withOpened(call, { known: judgedParts, run }, async ({ configuration, locker }) => {
    const { remindEveryDays, webhook } = configuration.alerts;
    const step = { locker, run, recovered: [], controls: controlsIn(configuration), remindEveryDays };
    const onBus = await alertStep({ ...step, channels: [bus] });
    const posting = webhook && webhookOptions(webhook, call, means);
    // Marked apart: a webhook that fails is tried again, and tells of more nights, without people getting a mail twice.
    const posted = posting
      ? await alertStep({ ...step, receipts: 'webhook', channels: [webhookChannel(posting)] })
      : { sent: 0, problems: [] };
    const sent = onBus.sent + posted.sent;
    const problems = [...onBus.problems, ...posted.problems];
    const isNotified = problems.length === 0;
    if (isNotified) call.log.info('The night was announced.', { run, sent, alert: onBus.alert?.id ?? null });
    // Also on a night that could not be told; then by the log alone, which alarms read, since this is tried again.
    await sayBeside({ run, configuration, locker, posting: isNotified ? posting : null, call, means });
    // Thrown, so that the state machine tries again: what was sent already keeps its ids.
    for (const problem of problems) throw problem;
    return { run, sent };
  });
}
