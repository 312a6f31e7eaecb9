/** Twenty-four hours in milliseconds: of time that passed. A day of the calendar may be longer or shorter (`local-date.ts`). */
export const dayMs = 86_400_000;

/** So many of them in milliseconds. */
export function days(count: number): number {
  return count * dayMs;
}

/** Whether the day that an RFC 3339 time or day begins with is in the calendar: `Date.parse` reads 30 February as 2 March. */
export function isInCalendar(time: string): boolean {
  const day = Number(time.slice(8, 10));
  return day <= 28 || new Date(`${time.slice(0, 10)}T00:00:00Z`).getUTCDate() === day;
}
