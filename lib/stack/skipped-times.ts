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
  const skipped = changesOf(time, timezone, from).flatMap(({ day, wall, before, after }) => {
    const exact = [before, after].some((offset) => wallAt(wall - offset, timezone) === wall);
    const instead = new Date(wallAt(wall - before, timezone)).toISOString().slice(11, 16);
    return exact ? [] : [{ day, instead }];
  });
  const found = Map.groupBy(
    skipped,
    ({ day, instead }) => `${day.getUTCMonth()} ${day.getUTCDay()} ${instead}`,
  );
  const rules = [...found.values()].map(ruleOf);
  return rules.every((rule) => rule !== null) ? rules : null;
}

/** A day around which clocks change. */
interface Change {
  readonly day: Date;
  /** The scheduled time of that day, as if it were UTC. Milliseconds. */
  readonly wall: number;
  /** Offsets in force a day before and a day after. Two changes are never within two days, so it is one of them. */
  readonly before: number;
  readonly after: number;
}

function changesOf(time: string, timezone: string, from: number): readonly Change[] {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const first = Date.UTC(from, 0, 1);
  const days = (Date.UTC(from + yearsLooked, 0, 1) - first) / dayMs;
  const wallOf = (day: number) => first + day * dayMs + (hours * 60 + minutes) * 60_000;
  const offsets = Array.from({ length: days + 2 }, (_, at) => offsetMs(new Date(wallOf(at - 1)), timezone));
  return Array.from({ length: days }, (_, day) => ({
    day: new Date(first + day * dayMs),
    wall: wallOf(day),
    before: offsets[day] ?? 0,
    after: offsets[day + 2] ?? 0,
  })).filter(({ before, after }) => before !== after);
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
