import { dayMs } from '../../evidence/day.ts';
import { daysBetween, localDate } from '../../judging/local-date.ts';
import { nextScheduled } from '../../seal/schedule.ts';
import { AuditorError } from '../error.ts';

/** Days of the company's calendar, both included, and the instants between which they lie. */
export interface Period {
  /** YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  /** IANA name. */
  readonly timezone: string;
  /** First moment of the first day, RFC 3339, UTC. */
  readonly start: string;
  /** First moment after the last day. */
  readonly end: string;
}

/** Throws `AuditorError` (`period`) when a date is none of the calendar, or the first comes after the last. */
export function periodOf(from: string, to: string, timezone: string): Period {
  for (const [name, day] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (!isDay(day))
      throw new AuditorError('period', `${name} ${day} is not a day of the calendar, such as 2026-06-30.`);
  if (daysBetween(from, to) < 0)
    throw new AuditorError('period', `--from ${from} comes after --to ${to}: nothing lies between them.`);
  const start = startOfDay(from, timezone);
  const end = startOfDay(dayAfter(to), timezone);
  return { from, to, timezone, start: start.toISOString(), end: end.toISOString() };
}

/** Whether a moment (RFC 3339) lies in the period. */
export function isWithin({ start, end }: Pick<Period, 'start' | 'end'>, moment: string): boolean {
  const at = Date.parse(moment);
  return at >= Date.parse(start) && at < Date.parse(end);
}

function isDay(day: string): boolean {
  try {
    return daysBetween(day, day) === 0;
  } catch {
    return false;
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
}

/** Midnight in the zone; where clocks skip it, the moment after. */
function startOfDay(day: string, timezone: string): Date {
  let at = new Date(Date.parse(`${day}T00:00:00Z`) - 2 * dayMs);
  do at = nextScheduled(at, '00:00', timezone);
  while (localDate(at, timezone) < day);
  return at;
}
