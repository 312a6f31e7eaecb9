/** How many nights the company's history has. */
export const nights = 30;

const hour = 3_600_000;
const day = 24 * hour;
const lastNight = Date.UTC(2026, 10, 22, 1);

/**
 * The nominal time of a night, 1 to 30: 02:00 in Amsterdam. Clocks go back on night 2, 25 October, when 02:00 comes
 * twice; the run is due at the first of the two, still in summer time.
 */
export function nightTime(night: number): Date {
  const summer = night <= 2 ? hour : 0;
  return new Date(lastNight - (nights - night) * day - summer);
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
