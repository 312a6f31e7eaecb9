import type { AlertChannel } from '../../alerts/deliver/channel.ts';
import { makeAlert } from '../../alerts/make-alert.ts';
import type { AlertResult } from './alert-result.ts';
import { pendingNotification } from './pending.ts';
import { type AlertMeans, announcedRun, readNight } from './read-night.ts';
import { isNotified, type ReceiptsOf, storeReceipt } from './receipts.ts';

export interface AlertStep extends AlertMeans {
  /** The night, which is sealed. */
  readonly run: string;
  /** Earlier nights that it ended, so far as the caller knows. */
  readonly recovered: readonly string[];
  /** Whose receipts say which nights people were notified of; null, or left out, where there is one channel. */
  readonly receipts?: ReceiptsOf;
  /** Where it is to go besides the terminal, where the message is shown that is given back. */
  readonly channels: readonly AlertChannel[];
}

/**
 * Notifies of a sealed night, and of earlier ones whose notification is pending. All of it lies in the locker already, so
 * that nothing is lost when this is cut off: it may be called again, and until it succeeds the next night covers this one
 * as well. Sent at least once: whoever gets a message twice knows it by its id. A channel that fails keeps none of the
 * others back and is reported in `problems`.
 */
export async function alertStep(step: AlertStep): Promise<AlertResult> {
  const { locker, run, channels, receipts = null } = step;
  const pending = await pendingNotification(locker, run, step.recovered, receipts);
  const alert = makeAlert(await readNight(pending, step));
  if (await isNotified(locker, receipts, run)) return { alert, sent: 0, problems: [] };
  const notification = { alert, nights: pending.nights.map((night) => announcedRun(night, locker)) };
  let sent = 0;
  const problems: Error[] = [];
  for (const channel of channels) {
    try {
      sent += await channel.deliver(notification);
    } catch (error) {
      problems.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  const covered = pending.covered.map((night) => night.run);
  if (problems.length === 0)
    await storeReceipt(locker, receipts, {
      schema: 'exhibit/told/v1',
      run,
      alert: alert?.id ?? null,
      covered,
    });
  return { alert, sent, problems };
}
