import { dayMs } from '../evidence/day.ts';
/** After the scheduled time, a night has so long until its absence is worth a word. */
export const graceMs = 2 * 3_600_000;

/**
 * When the run after this one must have been sealed: the next scheduled local time, and two hours.
 * @param schedule HH:MM in `timezone`, every night
 */
export function nextDueBy(after: Date, schedule: string, timezone: string): Date {
  return new Date(nextScheduled(after, schedule, timezone).getTime() + graceMs);
}

/**
 * The first moment later than `after` at which clocks in the zone show the scheduled time. Where they show it twice,
 * the first counts; a time that they skip is made up for right after.
 */
export function nextScheduled(after: Date, schedule: string, timezone: string): Date {
  const { year, month, date } = localParts(after, timezone);
  // By the calendar, since a day may have 23 hours; today, tomorrow, and one more where the zone leaves out a day.
  for (let day = 0; day <= 2; day++) {
    const moment = instantOf(year, month, date + day, schedule, timezone);
    if (moment > after) return moment;
  }
  throw new RangeError(`${schedule} in ${timezone} is not a time that comes again.`);
}

/** A local time as an instant. One that the clocks skip is the same time by the offset before the change. */
function instantOf(year: number, month: number, date: number, schedule: string, timezone: string): Date {
  const [hours = 0, minutes = 0] = schedule.split(':').map(Number);
  const asUtc = Date.UTC(year, month - 1, date, hours, minutes);
  const before = asUtc - offsetMs(new Date(asUtc - dayMs), timezone);
  const exact = asUtc - offsetMs(new Date(before), timezone);
  return new Date(offsetMs(new Date(exact), timezone) === asUtc - exact ? exact : before);
}

function offsetMs(at: Date, timezone: string): number {
  const { year, month, date, hours, minutes, seconds } = localParts(at, timezone);
  return Date.UTC(year, month - 1, date, hours, minutes, seconds) - Math.floor(at.getTime() / 1000) * 1000;
}

/** One for each zone: making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const made =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, made);
  return made;
}

function localParts(at: Date, timeZone: string) {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: string): number => parts.get(type as Intl.DateTimeFormatPartTypes) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    date: part('day'),
    hours: part('hour'),
    minutes: part('minute'),
    seconds: part('second'),
  };
}
