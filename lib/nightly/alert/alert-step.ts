import type { AlertChannel } from '../../alerts/deliver/channel.ts';
import { makeAlert } from '../../alerts/make-alert.ts';
import type { AlertResult } from './alert-result.ts';
import { isTold, type MarkedBy, storeMark } from './marks.ts';
import { type AlertMeans, readNight, sealedNight } from './read-night.ts';
import { untoldNights } from './untold.ts';

export interface AlertStep extends AlertMeans {
  /** The night, which is sealed. */
  readonly run: string;
  /** Earlier nights that it ended, so far as the caller knows. */
  readonly recovered: readonly string[];
  /** Whose marks say which nights were told; null, or left out, where nobody else tells of them. */
  readonly marks?: MarkedBy;
  /** Where it is to go besides the terminal, where the message is shown that is given back. */
  readonly channels: readonly AlertChannel[];
}

/**
 * Tells of a sealed night, and of earlier ones that nobody was told of. What is told lies in the locker already, so that
 * nothing is lost when this is cut off: it may be called again, and until it succeeds the next night tells of this one as
 * well. Sent at least once: whoever gets a message twice knows it by its id. A channel that fails keeps none of the
 * others back and is reported in `problems`.
 */
export async function alertStep(step: AlertStep): Promise<AlertResult> {
  const { locker, run, channels, marks = null } = step;
  const untold = await untoldNights(locker, run, step.recovered, marks);
  const alert = makeAlert(await readNight(untold, step));
  if (await isTold(locker, marks, run)) return { alert, sent: 0, problems: [] };
  const told = { alert, nights: untold.nights.map((night) => sealedNight(night, locker)) };
  let sent = 0;
  const problems: Error[] = [];
  for (const channel of channels) {
    try {
      sent += await channel.deliver(told);
    } catch (error) {
      problems.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  const covered = untold.covered.map((night) => night.run);
  if (problems.length === 0)
    await storeMark(locker, marks, {
      schema: 'exhibit/told/v1',
      run,
      alert: alert?.id ?? null,
      covered,
    });
  return { alert, sent, problems };
}
