import { AlertError } from '../../alerts/deliver/channel.ts';
import { postText, type WebhookOptions } from '../../alerts/deliver/webhook.ts';
import type { Configuration } from '../../config/configuration.ts';
import { optional, variables } from '../../config/environment.ts';
import { copiesLookedFor, notCopied } from '../../config/not-copied.ts';
import { lookedWhoHears, notHeard } from '../../config/not-heard.ts';
import type { Locker } from '../../locker/locker.ts';
import type { AlertMeans } from './alert-means.ts';
import type { Call } from './call.ts';
import { copiedSeals, mostNamed } from './copied-seals.ts';
import { saidOf, whoHears } from './who-hears.ts';

export interface Beside {
  readonly run: string;
  readonly configuration: Pick<Configuration, 'aws'>;
  readonly locker: Locker;
  /** Null where there is no webhook. */
  readonly posting: WebhookOptions | null;
  readonly call: Call;
  readonly means: AlertMeans;
}

/**
 * What is looked at each night besides what the night says: whether everybody still hears it, and whether seals are in the other account. Said by the
 * log, which alarms count, and by the webhook.
 */
export async function sayBeside(beside: Beside): Promise<void> {
  await sayNotHeard(beside);
  await sayNotCopied(beside);
}

async function sayNotHeard({ configuration, means, ...beside }: Beside): Promise<void> {
  const { call, run } = beside;
  const topic = optional(call.environment, variables.topic);
  // In a fleet the topic is for the fleet's own function to look at.
  if (topic === null && configuration.aws.mail.length > 0) return;
  const heard = await whoHears(configuration.aws.mail, topic, call, means.listenersOf);
  if (heard !== null) call.log.error(notHeard, saidOf(heard));
  call.log.info(lookedWhoHears, { run, deaf: heard === null ? 0 : 1 });
  if (heard === null) return;
  const what =
    heard === 'unknown'
      ? 'who receives mail could not be read.'
      : `addresses under aws: mail: that receive nothing: ${heard.unheard}; that anybody with a link can unsubscribe: ${heard.loose}.`;
  await post(`Exhibit: ${what} What to do: people-not-told in the runbook.`, `not-heard-${run}`, beside);
}

async function sayNotCopied({ configuration, locker, ...beside }: Beside): Promise<void> {
  const { call, run } = beside;
  if (configuration.aws.replicateTo === null) return;
  const { seals, uncopied } = await copiedSeals(locker, call);
  const named = uncopied.slice(0, mostNamed);
  for (const { path, fault } of named) call.log.error(notCopied, { run, path, copy: fault });
  call.log.info(copiesLookedFor, { run, seals, missing: uncopied.length });
  if (uncopied.length === 0) return;
  const list = named.map(({ path, fault }) => `${path} (${fault})`).join(', ');
  const more = uncopied.length > named.length ? ` and ${uncopied.length - named.length} more` : '';
  await post(
    `Exhibit: seals that are not in the other account: ${list}${more}. What to do: copy-failed in the runbook.`,
    `not-copied-${run}`,
    beside,
  );
}

/** The night was told, and an alarm rings by the log: a webhook that fails here breaks off nothing. */
async function post(text: string, id: string, { posting, call }: Pick<Beside, 'posting' | 'call'>) {
  if (posting === null) return;
  try {
    await postText(text, id, posting);
  } catch (error) {
    if (!(error instanceof AlertError)) throw error;
    call.log.warn(error.message);
  }
}
