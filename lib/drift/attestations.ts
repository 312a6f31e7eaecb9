import { type Attestation, latestFor } from '../judging/attestation.ts';
import { warningDays } from '../judging/ends.ts';
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
    const word = latestFor(attestations, control);
    if (!word) return [];
    const left = daysBetween(today, word.expires);
    const leftThen = last === null ? Number.POSITIVE_INFINITY : daysBetween(last, word.expires);
    const about = { control, subject: null, before: null, after: word.expires };
    const what = `The word of ${word.by} on ${control} (${word.note})`;
    if (left < 0 && leftThen >= 0 && last !== null)
      return [
        driftEvent(run, {
          type: 'attestation.ended',
          ...about,
          message: `${what} ended on ${word.expires}.`,
        }),
      ];
    if (left >= 0 && left <= warningDays && leftThen > warningDays)
      return [
        driftEvent(run, {
          type: 'attestation.ending',
          ...about,
          message: `${what} ends on ${word.expires}.`,
        }),
      ];
    return [];
  });
}
