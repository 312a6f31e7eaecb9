/** The zone in which the company's nights are at 02:00. */
export const timezone = 'Europe/Amsterdam';

/** The variable that names the day of the last night (YYYY-MM-DD), for whoever wants the company at another time. */
export const lastNightVariable = 'EXHIBIT_DEMO_LAST_NIGHT';

/** The last day whose 02:00 in Amsterdam has been, so that the company's nights end last night. */
export function lastNightBefore(now: Date): string {
  const here = new Date(now.getTime() - 2 * 3_600_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(here);
}
