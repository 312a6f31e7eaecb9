import { type CredentialEnd, warningDays } from '../judging/expirations.ts';
import { daysBetween, localDate } from '../judging/local-date.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/** Credentials that came within fourteen days of their end since the last run, and those that ended since; each said once. */
export function credentialDrift(
  run: string,
  credentials: readonly CredentialEnd[],
  since: Date | null,
  timezone: string,
): DriftEvent[] {
  const today = localDate(new Date(run), timezone);
  const last = since ? localDate(since, timezone) : null;
  return credentials.flatMap(({ connection, expires }) => {
    const left = daysBetween(today, expires);
    const leftThen = last === null ? Number.POSITIVE_INFINITY : daysBetween(last, expires);
    const about = { control: null, subject: connection, before: null, after: expires };
    const what = `The credential of ${connection}`;
    if (left < 0 && leftThen >= 0 && last !== null)
      return [
        driftEvent(run, { type: 'credential.ended', ...about, message: `${what} ended on ${expires}.` }),
      ];
    if (left >= 0 && left <= warningDays && leftThen > warningDays)
      return [
        driftEvent(run, { type: 'credential.ending', ...about, message: `${what} ends on ${expires}.` }),
      ];
    return [];
  });
}
