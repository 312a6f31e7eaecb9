import type { Alert } from '../../alerts/alert.ts';
import type { AlertChannel } from '../../alerts/deliver/channel.ts';
import { makeAlert } from '../../alerts/make-alert.ts';
import { controlsIn } from '../../controls/catalog.ts';
import type { Locker } from '../../locker/locker.ts';
import { openLocker } from '../../locker/open.ts';
import type { AlertResult } from '../../nightly/alert/alert-result.ts';
import { pendingNotification } from '../../nightly/alert/pending.ts';
import { readNight } from '../../nightly/alert/read-night.ts';
import { isNotified, storeReceipt } from '../../nightly/alert/receipts.ts';
import { type DigestInput, makeDigest } from '../digest.ts';
import type { Fleet, Organization } from '../fleet.ts';
import type { FleetResult } from './fleet-night.ts';

/** An organization's own message about a sealed night, as its own process made it. Throws where it cannot be made. */
export async function messageOf(
  { read }: Pick<Organization, 'read'>,
  run: string,
  open = openLocker,
): Promise<Alert | null> {
  const configuration = read();
  const locker = open(configuration.locker);
  try {
    const { remindEveryDays } = configuration.alerts;
    const means = { locker, controls: controlsIn(configuration), remindEveryDays };
    return makeAlert(await readNight(await pendingNotification(locker, run, [], null), means));
  } finally {
    await locker.close();
  }
}

/** Every message of a night, by the organization's id, and whose could not be made. */
export async function messagesOf(
  { organizations }: Fleet,
  { night }: FleetResult,
  open = openLocker,
): Promise<Pick<DigestInput, 'alerts' | 'unmade'>> {
  const sealed = new Set(night.organizations.filter((line) => line.night !== null).map(({ id }) => id));
  const alerts = new Map<string, Alert>();
  const unmade = new Set<string>();
  for (const organization of organizations) {
    if (!sealed.has(organization.id)) continue;
    try {
      const message = await messageOf(organization, night.run, open);
      if (message) alerts.set(organization.id, message);
    } catch {
      // No message would say that there is nothing to say.
      unmade.add(organization.id);
    }
  }
  return { alerts, unmade };
}

/** Tells of the fleet's night, once. What does not go out is a problem, and is sent when the same night is started again. */
export async function tellDigest(
  result: FleetResult,
  messages: Pick<DigestInput, 'alerts' | 'unmade'>,
  locker: Locker,
  channels: readonly AlertChannel[],
): Promise<AlertResult> {
  const { night, seal } = result;
  const alert = makeDigest({ night, ...messages, seal, locker: locker.location });
  if (await isNotified(locker, null, night.run)) return { alert, sent: 0, problems: [] };
  const problems: Error[] = [];
  let sent = 0;
  for (const channel of channels)
    try {
      sent += await channel.deliver({ nights: [], alert });
    } catch (error) {
      problems.push(error instanceof Error ? error : new Error(String(error)));
    }
  if (problems.length === 0)
    await storeReceipt(locker, null, {
      schema: 'exhibit/told/v1',
      run: night.run,
      alert: alert?.id ?? null,
      covered: [],
    });
  return { alert, sent, problems };
}
