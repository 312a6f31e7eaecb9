import type { Alert } from '../../alerts/alert.ts';

/** What telling of a night came to. */
export interface AlertResult {
  /** Null when there is nothing to say. */
  readonly alert: Alert | null;
  /** How many messages went out. */
  readonly sent: number;
  /** What did not go out, and why. */
  readonly problems: readonly Error[];
}
