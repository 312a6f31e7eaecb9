/** Twenty-four hours in milliseconds: of time that passed. A day of the calendar may be longer or shorter (`local-date.ts`). */
export const dayMs = 86_400_000;

/** So many of them in milliseconds. */
export function days(count: number): number {
  return count * dayMs;
}
