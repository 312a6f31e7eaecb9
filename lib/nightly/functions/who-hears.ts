import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { AlertError } from '../../alerts/deliver/channel.ts';
import { listenersOf as listenersAt } from '../../alerts/deliver/topic.ts';
import { type Deafness, deafness, type Listener } from '../../alerts/listeners.ts';
import type { Call } from './call.ts';

/** Says who is subscribed to a topic by mail. */
export type ListenersOf = (topic: string, call: Call) => Promise<readonly Listener[]>;

export const listenersOnAws: ListenersOf = (topic, { aws, environment, now }) => {
  const endpoint = environment.AWS_ENDPOINT_URL_SNS ?? environment.AWS_ENDPOINT_URL ?? null;
  return listenersAt({ topic, config: new EventBridgeClient(aws).config, endpoint, now });
};

/**
 * Whether everybody who is to be told by mail is: null if so, and `'unknown'` where the topic does not say. Mails of SNS have a link that
 * ends them, which programs open that look for bad ones; whoever lost them would take silence for good news.
 */
export async function whoHears(
  mail: readonly string[],
  topic: string | null,
  call: Call,
  listenersOf: ListenersOf,
): Promise<Deafness | 'unknown' | null> {
  if (mail.length === 0 || topic === null) return null;
  try {
    return deafness(mail, await listenersOf(topic, call));
  } catch (error) {
    if (!(error instanceof AlertError)) throw error;
    call.log.warn(error.message);
    return 'unknown';
  }
}

/** What is logged of them: how many, and nobody's address. */
export function saidOf(heard: Deafness | 'unknown'): Readonly<Record<string, string | number>> {
  return heard === 'unknown' ? { heard } : { ...heard };
}
