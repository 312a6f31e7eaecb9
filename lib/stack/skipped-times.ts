import { dayMs } from '../evidence/day.ts';
/** A day of the year on which clocks skip the scheduled time, and what they show instead. */
export interface SkippedTime {
  readonly month: number;
  /** 0 for Sunday. */
  readonly weekday: number;
  /** Which of the month's such weekdays, or the last. */
  readonly nth: 1 | 2 | 3 | 4 | 'last';
  /** Local time, HH:MM, by the offset before the change. */
  readonly instead: string;
}

const yearsLooked = 12;

/**
 * When clocks in a zone skip a time of day. EventBridge Scheduler drops such a night, where Exhibit makes up for it right
 * after. Null when they do so by no rule that a schedule can follow, as in Israel (a Friday before a Sunday).
 * @param from the first year looked at
 */
export function skippedTimes(time: string, timezone: string, from: number): SkippedTime[] | null {
  const skipped = daysOf(from).flatMap((day) => {
    const instead = shownInstead(day, time, timezone);
    return instead === time ? [] : [{ day, instead }];
  });
  const found = Map.groupBy(
    skipped,
    ({ day, instead }) => `${day.getUTCMonth()} ${day.getUTCDay()} ${instead}`,
  );
  const rules = [...found.values()].map(ruleOf);
  return rules.every((rule) => rule !== null) ? rules : null;
}

function daysOf(from: number): Date[] {
  const days = (Date.UTC(from + yearsLooked, 0, 1) - Date.UTC(from, 0, 1)) / dayMs;
  return Array.from({ length: days }, (_, index) => new Date(Date.UTC(from, 0, 1 + index)));
}

/** What clocks show when the time comes by the offset of the day before; the time itself, on nearly every day. */
function shownInstead(day: Date, time: string, timezone: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wall = day.getTime() + (hours * 60 + minutes) * 60_000;
  // Two changes of clocks are never within two days: one of the offsets around is the one in force.
  const before = wall - offsetMs(new Date(wall - dayMs), timezone);
  const after = wall - offsetMs(new Date(wall + dayMs), timezone);
  const exact = [before, after].some((at) => wallAt(at, timezone) === wall);
  return exact ? time : new Date(wallAt(before, timezone)).toISOString().slice(11, 16);
}

function wallAt(at: number, timezone: string): number {
  return at + offsetMs(new Date(at), timezone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(at: Date, timezone: string): number {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
    formats.set(timezone, format);
  }
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The one rule by which all these days are; null when there is none. */
function ruleOf(days: readonly { readonly day: Date; readonly instead: string }[]): SkippedTime | null {
  const [first] = days;
  if (!first) return null;
  const nths = days.map(({ day }) => Math.ceil(day.getUTCDate() / 7));
  const isLast = days.every(({ day }) => day.getUTCDate() + 7 > lastOf(day));
  const nth = isLast ? 'last' : nths.every((other) => other === nths[0]) ? nths[0] : null;
  if (nth === null || nth === undefined) return null;
  return {
    month: first.day.getUTCMonth() + 1,
    weekday: first.day.getUTCDay(),
    nth: nth as SkippedTime['nth'],
    instead: first.instead,
  };
}

function lastOf(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
}
