import { alarmText } from '../../alerts/alarm-change.ts';
import { postText } from '../../alerts/deliver/webhook.ts';
import { required, variables } from '../../config/environment.ts';
import type { AlarmEvent } from './alarm-event.ts';
import { type AlertMeans, webhookOptions } from './alert-means.ts';
import type { Call } from './call.ts';
import type { AlarmOutput } from './events.ts';

/**
 * Posts an alarm that began or ended to the webhook that was deployed. No night is asked for it: an alarm may be about there being none. Throws
 * `AlertError` where it could not be posted, so that Lambda tries again.
 */
export async function postAlarm(
  { id, change }: AlarmEvent,
  call: Call,
  means: Pick<AlertMeans, 'readManaged'>,
): Promise<AlarmOutput> {
  const text = alarmText(change);
  if (text === null) return { alarm: change.name, sent: 0 };
  const name = required(call.environment, variables.webhook);
  const later = 'It is tried again twice; the mail of the alarm does not depend on it.';
  const said = { alarm: change.name, state: change.after };
  try {
    await postText(text, id, { ...webhookOptions({ from: 'secret', name }, call, means), later });
  } catch (error) {
    call.log.warn('An alarm was not posted.', said);
    throw error;
  }
  call.log.info('An alarm was posted.', said);
  return { alarm: change.name, sent: 1 };
}
