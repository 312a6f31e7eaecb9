import { type Attestation, latestFor } from '../judging/attestation.ts';
import { warningDays } from '../judging/expirations.ts';
import { daysBetween, localDate } from '../judging/local-date.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/** Words that came within fourteen days of their end since the last run, and those that ended since; each said once. */
export function attestationDrift(
  run: string,
  attestations: readonly Attestation[],
  since: Date | null,
  now: Date,
  timezone: string,
): DriftEvent[] {
  const today = localDate(now, timezone);
  const last = since ? localDate(since, timezone) : null;
  const controls = [...new Set(attestations.map(({ control }) => control))].sort();
  return controls.flatMap((control) => {
    const attestation = latestFor(attestations, control);
    if (!attestation) return [];
    const left = daysBetween(today, attestation.expires);
    const leftThen = last === null ? Number.POSITIVE_INFINITY : daysBetween(last, attestation.expires);
    const about = { control, subject: null, before: null, after: attestation.expires };
    const what = `The attestation of ${attestation.by} on ${control} (${attestation.note})`;
    if (left < 0 && leftThen >= 0 && last !== null)
      return [
        driftEvent(run, {
          type: 'attestation.ended',
          ...about,
          message: `${what} ended on ${attestation.expires}.`,
        }),
      ];
    if (left >= 0 && left <= warningDays && leftThen > warningDays)
      return [
        driftEvent(run, {
          type: 'attestation.ending',
          ...about,
          message: `${what} ends on ${attestation.expires}.`,
        }),
      ];
    return [];
  });
}
