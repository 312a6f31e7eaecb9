import { createHash } from 'node:crypto';

/** What can change between two runs. The list is closed. */
export const driftTypes = [
  /** The first run of a locker: there is nothing to compare with. */
  'baseline',
  /** A subject, or with a null subject a whole control, fails that did not. */
  'control.failed',
  'control.recovered',
  /** The evidence no longer decides. */
  'control.unknown',
  /** A failure that a waiver covers. */
  'control.waived',
  /** A control that was judged and is not any more: turned off, or nothing is connected that it speaks of. */
  'control.not-judged',
  'collection.failed',
  'collection.recovered',
  /** Somebody (subject) got or lost access to a vault (after, before). */
  'vault.joined',
  'vault.left',
  'setting.changed',
  /** A waiver names what several subjects are called, and so covers none of them. */
  'waiver.ambiguous',
  /** A waiver ends within fourteen days. */
  'waiver.ending',
  'waiver.ended',
  /** A person's word ends within fourteen days. */
  'attestation.ending',
  'attestation.ended',
] as const;

export type DriftType = (typeof driftTypes)[number];

export interface DriftEvent {
  /** Stable: the same change in the same run has the same id, so that a repeat can be dropped. */
  readonly id: string;
  readonly type: DriftType;
  readonly control: string | null;
  readonly subject: string | null;
  /** Tells the subject from others of its name; absent where nobody is meant. */
  readonly key?: string;
  readonly before: string | null;
  readonly after: string | null;
  /** One sentence for a person. */
  readonly message: string;
}

/** A run's drift; stored as `drift.json`. */
export interface DriftDocument {
  readonly schema: 'exhibit/drift/v1';
  readonly run: string;
  /** The sealed run that this one was compared with; null for a baseline. */
  readonly since: string | null;
  readonly events: readonly DriftEvent[];
}

export function driftEvent(run: string, event: Omit<DriftEvent, 'id'>): DriftEvent {
  const { type, control, subject, key, before, after } = event;
  const identity = JSON.stringify([run, type, control, key ?? subject, before, after]);
  return { id: createHash('sha256').update(identity).digest('hex').slice(0, 32), ...event };
}

const harmless: ReadonlySet<DriftType> = new Set([
  'baseline',
  'control.recovered',
  'control.waived',
  'collection.recovered',
  'waiver.ending',
  'attestation.ending',
]);

/** Whether a person should look at it, as opposed to good news and reminders. */
export function isObjection(event: Pick<DriftEvent, 'type'>): boolean {
  return !harmless.has(event.type);
}
