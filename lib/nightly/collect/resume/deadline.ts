/** How long one call of a function may go on collecting. */
export interface Deadline {
  /** Whether no further question is to be asked: it might not be answered in time. */
  isOver(): boolean;
  /** Aborted when a question that is under way has to be given up, so that what there is can still be stored. */
  readonly signal: AbortSignal;
  /** Stops the clock behind it. */
  end(): void;
}

/** What storing takes at the end, at the most: the answers so far go out over a fast network. */
const storingMs = 60_000;
const longestTimerMs = 2 ** 31;
/** One attempt at a question may take so long beyond a connection's patience. */
const attemptMs = 60_000;

/**
 * The deadline of a function that is ended from outside when its time is up. A function with little time in all uses at
 * least half of it.
 * @param remainingMs what is left, in milliseconds
 * @param patienceMs how long one question of the connection may take
 */
export function deadlineWithin(remainingMs: () => number, patienceMs: number): Deadline {
  const all = remainingMs();
  const reserveMs = Math.min(storingMs, all / 5);
  const requestMs = Math.min(patienceMs + attemptMs, all / 2 - reserveMs);
  const stop = new AbortController();
  // Beyond what a timer can be set to, there is no end from outside to be heeded.
  const timer = all < longestTimerMs ? setTimeout(() => stop.abort(), all - reserveMs).unref() : undefined;
  return {
    isOver: () => stop.signal.aborted || remainingMs() < reserveMs + requestMs,
    signal: stop.signal,
    end: () => clearTimeout(timer),
  };
}
