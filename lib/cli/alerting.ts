import { webhookChannel } from '../alerts/deliver/webhook.ts';
import type { Configuration } from '../config/configuration.ts';
import { writtenReference } from '../config/on-aws.ts';
import { readSecret } from '../config/secret.ts';
import { controlsIn } from '../controls/catalog.ts';
import type { Locker } from '../locker/locker.ts';
import type { AlertResult } from '../nightly/alert/alert-result.ts';
import { alertStep } from '../nightly/alert/alert-step.ts';
import type { RunResult } from '../nightly/run.ts';
import type { Clock } from './clock.ts';

/** Tells of a night: by the webhook of the configuration, if it names one. The message itself is given back too. */
export function tellOf(
  { findings, recovered }: RunResult,
  locker: Locker,
  configuration: Configuration,
  environment: Readonly<Record<string, string | undefined>>,
  now: Clock,
): Promise<AlertResult> {
  const { webhook, remindEveryDays } = configuration.alerts;
  const channel =
    webhook &&
    webhookChannel({
      place: writtenReference(webhook),
      address: () => readSecret(webhook, environment),
      now,
    });
  return alertStep({
    locker,
    run: findings.run,
    recovered,
    controls: controlsIn(configuration),
    remindEveryDays,
    channels: channel ? [channel] : [],
  });
}
