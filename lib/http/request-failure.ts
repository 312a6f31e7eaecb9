import type { ProblemCode } from '../evidence/problem.ts';

/** Why one attempt gave no answer that can be used. */
export interface Failure {
  readonly code: ProblemCode;
  /** HTTP status; null when no whole answer came. */
  readonly status: number | null;
  /** What happened, for people: a reason such as `quotaExceeded`, or `connection refused`. Not yet redacted. */
  readonly reason: string | null;
  /** The provider's own sentence. Not yet redacted. */
  readonly text: string | null;
  /** How long the provider asked us to wait, in milliseconds; null when it did not say. */
  readonly askedWaitMs: number | null;
}
