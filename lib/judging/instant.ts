import { dayMs, isInCalendar } from '../evidence/day.ts';
import { clockToleranceMs } from './roll-up.ts';

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 of an RFC 3339 time; null for anything else, a time without an offset included. */
export function instant(text: unknown): number | null {
  if (typeof text !== 'string' || !rfc3339.test(text) || !isInCalendar(text)) return null;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}

/** RFC 3339 in UTC, for reasons. */
export function asText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/**
 * The latest time that an answer can truthfully speak of. A collection may go on for hours after the run's
 * nominal time, and people sign in meanwhile; but when it ended a dayMs or more away from `now`, the moment was
 * chosen by hand and only `now` counts.
 */
export function latestCredible(now: Date, finishedAt: string): number {
  const finished = instant(finishedAt) ?? now.getTime();
  const sameNight = finished > now.getTime() && finished - now.getTime() < dayMs;
  return (sameNight ? finished : now.getTime()) + clockToleranceMs;
}
