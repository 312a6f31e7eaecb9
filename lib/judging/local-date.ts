import { dayMs } from '../evidence/day.ts';

/** The day that it is in a time zone (IANA name) at a moment, YYYY-MM-DD. Throws RangeError on an invalid moment or zone. */
export function localDate(now: Date, timezone: string): string {
  const parts = formatIn(timezone).formatToParts(now);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** One for each zone: making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const made = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', options);
  formats.set(timeZone, made);
  return made;
}

/**
 * Whether something that ends with a day still counts: through the whole of that day (YYYY-MM-DD) in the time zone.
 * Throws RangeError when it is not a day of the calendar: a mistyped end must not read as one far away.
 */
export function withinExpiry(expires: string, now: Date, timezone: string): boolean {
  return daysBetween(localDate(now, timezone), expires) >= 0;
}

/**
 * The moment at which a day (YYYY-MM-DD) is over in a time zone, to the minute. Throws RangeError when it is not a day of
 * the calendar.
 */
export function endOfDay(day: string, timezone: string): Date {
  const minute = 60_000;
  // No zone is further from UTC than this, and by then it is surely not that day any more.
  let [open, over] = [dayStart(day) / minute, (dayStart(day) + 3 * dayMs) / minute];
  while (over - open > 1) {
    const middle = Math.floor((open + over) / 2);
    if (localDate(new Date(middle * minute), timezone) > day) over = middle;
    else open = middle;
  }
  return new Date(over * minute);
}

/** A waiver or an attestation counts for so many days at the most. */
export const mostDays = 366;

/** An attestation whose person names no end, and whose control no usual one, counts for so many days. */
export const usualAttestedDays = 90;

/** Days of the calendar from one day (YYYY-MM-DD) to another; negative when the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  return (dayStart(to) - dayStart(from)) / dayMs;
}

/** Milliseconds at which the day begins in UTC, where every day has the same length. */
function dayStart(day: string): number {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const isReal = Number.isFinite(start) && new Date(start).toISOString().startsWith(day);
  if (!isReal) throw new RangeError(`${JSON.stringify(day)} is not a day of the calendar (YYYY-MM-DD).`);
  return start;
}
