import { setTimeout } from 'node:timers/promises';

/** Resolves when the next request may go. Rejects when the run is stopped. */
export type Pace = () => Promise<void>;

const minuteMs = 60_000;

/** So many requests in any minute, counted from when each was let go; null: as many as come. */
export function paceOf(perMinute: number | null, signal: AbortSignal | undefined): Pace {
  const gone: number[] = [];
  return async () => {
    if (perMinute === null) return;
    const now = performance.now();
    while (gone[0] !== undefined && gone[0] <= now - minuteMs) gone.shift();
    const oldest = gone.at(-perMinute);
    const wait = oldest === undefined ? 0 : oldest + minuteMs - now;
    gone.push(now + wait);
    if (wait > 0) await setTimeout(wait, undefined, signal && { signal });
  };
}
