import { setTimeout } from 'node:timers/promises';
import { CollectError } from '../../evidence/problem.ts';

/** Resolves when the next request may go. Rejects with `interrupted` when the run is stopped. */
export type Pace = () => Promise<void>;

/** A clock that nobody can set, in milliseconds, and how to wait on it. */
export interface Watch {
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

const real: Watch = {
  now: () => performance.now(),
  wait: (ms, signal) => setTimeout(ms, undefined, signal && { signal }),
};

const minuteMs = 60_000;

/** So many requests in any minute, counted from when each was let go; null: as many as come. */
export function paceOf(
  perMinute: number | null,
  signal: AbortSignal | undefined,
  { now, wait }: Watch = real,
): Pace {
  const gone: number[] = [];
  return async () => {
    if (perMinute === null) return;
    const asked = now();
    const before = gone.at(-perMinute);
    const ms = before === undefined ? 0 : Math.max(0, before + minuteMs - asked);
    gone.push(asked + ms);
    if (gone.length > perMinute) gone.shift();
    if (ms > 0) await wait(ms, signal).catch(() => undefined);
    if (signal?.aborted) throw new CollectError('interrupted', 'The run was stopped. Run again.');
  };
}
