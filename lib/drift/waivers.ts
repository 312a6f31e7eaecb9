import { warningDays } from '../judging/expirations.ts';
import { daysBetween, localDate } from '../judging/local-date.ts';
import type { Waiver } from '../judging/waivers.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/**
 * Waivers that came within fourteen days of their end since the last run, and those that ended since. Each is
 * said once, not every night. On a baseline all that are near their end are said.
 */
export function waiverDrift(
  run: string,
  waivers: readonly Waiver[],
  since: Date | null,
  now: Date,
  timezone: string,
): DriftEvent[] {
  const today = localDate(now, timezone);
  const last = since ? localDate(since, timezone) : null;
  return waivers.flatMap((waiver) => {
    const left = daysBetween(today, waiver.expires);
    const leftThen = last === null ? Number.POSITIVE_INFINITY : daysBetween(last, waiver.expires);
    const about = { control: waiver.control, subject: waiver.subject, before: null, after: waiver.expires };
    const what = `The waiver of ${waiver.control} for ${waiver.subject} (${waiver.reason}; ${waiver.approvedBy})`;
    if (left < 0 && leftThen >= 0 && last !== null)
      return [
        driftEvent(run, { type: 'waiver.ended', ...about, message: `${what} ended on ${waiver.expires}.` }),
      ];
    if (left >= 0 && left <= warningDays && leftThen > warningDays)
      return [
        driftEvent(run, { type: 'waiver.ending', ...about, message: `${what} ends on ${waiver.expires}.` }),
      ];
    return [];
  });
}
