import { dayMs } from '../../evidence/day.ts';

/**
 * The moment at which `days` business days (Monday to Friday, UTC, 24 hours each) have gone by since `from`.
 * Weekends do not count: from Friday 02:00 one day ends Monday 02:00; from anywhere in a weekend, Tuesday 00:00.
 */
export function addBusinessDays(from: Date, days: number): Date {
  let at = isWeekend(from) ? nextBusinessMorning(from) : from;
  for (let left = days; left > 0; left--) at = nextBusinessDay(at);
  return at;
}

function nextBusinessDay(from: Date): Date {
  let at = later(from);
  while (isWeekend(at)) at = later(at);
  return at;
}

function nextBusinessMorning(from: Date): Date {
  return nextBusinessDay(new Date(Math.floor(from.getTime() / dayMs) * dayMs));
}

function later(date: Date): Date {
  return new Date(date.getTime() + dayMs);
}

function isWeekend(date: Date): boolean {
  const day = date.getUTCDay();
  return day === 0 || day === 6;
}
