import { dayMs } from '../../evidence/day.ts';
import { runFolder } from '../../locker/keys.ts';
import { problem, type VerifyNotice, type VerifyProblem } from '../../seal/verify/result.ts';
import { type Manifest, manifestPath } from '../manifest.ts';
import type { PeriodNight } from '../period/nights.ts';
import type { Period } from '../period/period.ts';

/** A night that was due and is not there is a problem of the period, whoever asks and whenever. */
export function missedNights(nights: readonly PeriodNight[]): VerifyProblem[] {
  return nights
    .filter(({ outcome }) => outcome === 'missing')
    .map(({ run, day, dueBy }) =>
      problem('gap', runFolder(run), `The night of ${day} was due by ${dueBy}, and no valid seal covers it.`),
    );
}

/**
 * Words for a period that begins before the chain does: of those days nothing is known.
 * @param first the time of the first run that a seal speaks for; null when there is none
 */
export function unknownBeginning(first: string | null, { from, start, end }: Period): VerifyProblem[] {
  const begins = first === null ? Number.POSITIVE_INFINITY : Date.parse(first);
  if (begins <= Date.parse(start) + dayMs) return [];
  const message =
    begins >= Date.parse(end)
      ? `No sealed night lies in the period from ${from} on.`
      : `The period begins on ${from}, and the first sealed night is of ${first}: the days before it are not known.`;
  return [problem('gap', 'chain', message)];
}

/** A package of days that were not over: nobody can tell one that was made then from one that was made to end there. */
export function notOver({ asOf, period }: Manifest): VerifyNotice[] {
  if (Date.parse(asOf) >= Date.parse(period.end)) return [];
  const message = `It was made before ${period.to} was over, and holds the nights up to ${asOf} alone. Later nights are not in it: ask for a package that was made later.`;
  return [{ kind: 'not-over', path: manifestPath, message }];
}
