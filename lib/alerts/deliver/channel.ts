import { ExhibitError } from '../../error.ts';
import type { Alert } from '../alert.ts';
import type { AnnouncedRun } from '../events.ts';

/** The nights that nobody was notified of yet, and the message about them all. */
export interface Notification {
  /** Oldest first. */
  readonly nights: readonly AnnouncedRun[];
  /** Null when there is nothing to say. */
  readonly alert: Alert | null;
}

/** Where alerts go: a webhook, or a bus. */
export interface AlertChannel {
  /** As a person knows it. */
  readonly name: string;
  /** Sends it, and gives how many messages that were. May send again what was sent before. Throws `AlertError`. */
  deliver(notification: Notification): Promise<number>;
}

export type AlertErrorCode = 'address' | 'secret' | 'refused' | 'unreachable' | 'undelivered';

/** An alert that did not go out. The message names the place, never the secret, and says what to do. */
export class AlertError extends ExhibitError<AlertErrorCode> {
  override readonly name = 'AlertError';
}
