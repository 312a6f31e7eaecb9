import { mayPass } from '../evidence/problem.ts';
import type { Failure } from './request-failure.ts';

/** What is left of the time that one request may take with all its attempts and waits. */
export interface Patience {
  /** Attempts made so far. */
  readonly attempts: number;
  readonly leftMs: number;
}

const baseMs = 500;
const capMs = 30_000;
/** However the dice fall, a provider in trouble is not asked twice at once. */
const leastWaitMs = 100;
/** A busy machine takes seconds over an answer that came at once. */
const leastAttemptMs = 30_000;

/**
 * The one place that decides on a retry: how long to wait, in milliseconds, or null to give up. Worth a retry is what
 * may pass by itself; a refusal is not. All our requests only read, so that any of them can be repeated. A wait that
 * patience does not cover is not begun.
 */
export function waitBeforeRetry(failure: Failure, patience: Patience, random: () => number): number | null {
  if (!mayPass(failure)) return null;
  const wait = Math.max(leastWaitMs, failure.askedWaitMs ?? backOff(patience.attempts, random));
  return wait < patience.leftMs ? wait : null;
}

/** Exponential, with full jitter, so that many collectors do not come back at the same moment. */
function backOff(attempts: number, random: () => number): number {
  return random() * Math.min(capMs, baseMs * 2 ** (attempts - 1));
}

/** Time for one attempt: its whole answer must be there by then. Long enough to be worth beginning. */
export function attemptLimitMs(leftMs: number, longestMs = 60_000): number {
  return Math.min(longestMs, Math.max(leftMs, leastAttemptMs));
}
