import { type Exception, isWaived } from '../../drift/exceptions/exceptions.ts';
import { firstGood } from '../../drift/exceptions/failure-periods.ts';
import { daysBetween, localDate } from '../../judging/local-date.ts';
import { csvHead, csvRow } from '../../text/csv.ts';
import type { PackagedNight } from '../period/period-evidence.ts';

export const failuresHead = csvHead([
  'control',
  'subject',
  'last good night',
  'failing since',
  'last night failing',
  'first good night',
  'over on',
  'how it ended',
  'days it stood',
  'nights seen failing',
  'nights waived',
  'waiver approved by',
  'waiver expires',
  'reason',
  'expected',
  'seen',
  'began by a change of',
  'ended by a change of',
  'key',
]);

/** A line of `failures.csv`. */
export function failureRow(
  control: string,
  failure: Exception,
  nights: readonly Pick<PackagedNight, 'run' | 'day'>[],
  timezone: string,
): string {
  const { firstBad, lastBad, lastGood, over, since, waivers } = failure;
  const run = (night: number | null): string | undefined => (night === null ? undefined : nights[night]?.run);
  const waiver = waivers.at(-1);
  return csvRow([
    control,
    failure.subject,
    run(lastGood),
    since ?? run(firstBad),
    run(lastBad),
    run(firstGood(failure)),
    run(over?.night ?? null),
    endText(failure),
    daysStood(failure, nights, timezone),
    failure.nights,
    failure.waived,
    waiver?.approvedBy,
    waiver?.expires,
    failure.reason,
    failure.expected,
    failure.seen,
    failure.cause,
    failure.overCause,
    failure.key,
  ]);
}

/** Days of the calendar up to the night on which it was over; one that is not counts the last day that showed it as well. */
function daysStood(
  { firstBad, lastBad, over, since }: Exception,
  nights: readonly Pick<PackagedNight, 'day'>[],
  timezone: string,
): number {
  const day = (night: number): string => nights[night]?.day ?? '';
  const first = since === null ? day(firstBad) : localDate(new Date(since), timezone);
  return over ? daysBetween(first, day(over.night)) : daysBetween(first, day(lastBad)) + 1;
}

function endText(failure: Exception): string {
  if (failure.over === null) return isWaived(failure) ? 'stands, waived' : 'stands';
  return failure.over.how === 'gone' ? 'no longer there' : 'passed';
}
