import { lastNightVariable, timezone } from './last-night.ts';

/** How many nights the company's history has. */
export const nights = 30;

/** The day of the last night where nobody names another: what tests and pictures rest on. */
const usualLastDay = '2026-11-22';

const hour = 3_600_000;
const day = 24 * hour;
const lastDay = process.env[lastNightVariable] || usualLastDay;
const shift = Date.parse(lastDay) - Date.parse(usualLastDay);

/**
 * The nominal time of a night, 1 to 30: 02:00 in Amsterdam; the first of two where clocks go back, such as on night 2 of
 * the usual calendar, and an hour later where they skip it.
 */
export function nightTime(night: number): Date {
  const midnight = Date.parse(lastDay) - (nights - night) * day;
  return new Date(hourThere(midnight) === 2 ? midnight : midnight + hour);
}

const hours = new Intl.DateTimeFormat('en', { timeZone: timezone, hour: 'numeric', hourCycle: 'h23' });

function hourThere(time: number): number {
  return Number(hours.format(time));
}

/** A day of the usual calendar, as far from the last night as it is there. */
export function storyDay(usual: string): string {
  return new Date(Date.parse(usual) + shift).toISOString().slice(0, 10);
}

/** A moment of the usual calendar, likewise. RFC 3339 in UTC, seconds. */
export function storyTime(usual: string): string {
  return timeText(Date.parse(usual) + shift);
}

/** RFC 3339 in UTC, seconds. */
export function timeText(time: Date | number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** Some hours before a night's run: when something happened that the night is the first to see. */
export function before(night: number, hours: number): number {
  return nightTime(night).getTime() - hours * hour;
}

/** Days in milliseconds. */
export function days(count: number): number {
  return count * day;
}
