/** A run's id: its nominal time in UTC, in whole seconds (`2026-11-23T02:00:00Z`). */
export function runId(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
