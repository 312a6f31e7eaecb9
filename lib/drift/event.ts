import { sha256Of } from '../evidence/sha256.ts';
import type { Cause } from './exceptions/cause.ts';

/** What can change between two runs. The list is closed. */
export const driftTypes = [
  /** The first run of a locker: there is nothing to compare with. */
  'baseline',
  /** A subject, or with a null subject a whole control, fails that did not. */
  'control.failed',
  'control.recovered',
  /** It is well, or gone, because it is judged by something else: no recovery. */
  'control.redefined',
  /** The evidence no longer decides. */
  'control.unknown',
  /** A failure that a waiver covers. */
  'control.waived',
  /** A control that was judged and is not any more: turned off, or nothing is connected that it speaks of. */
  'control.not-judged',
  /** A service that is in use and in no register, on the night that is the first to see it. */
  'service.found',
  'collection.failed',
  'collection.recovered',
  /** Somebody (subject) got or lost access to a vault (after, before). */
  'vault.joined',
  'vault.left',
  'setting.changed',
  /** What is judged by changed: who is named for a vault, a parameter, a waiver, a control turned off. */
  'standard.changed',
  /** A waiver names what several subjects are called, and so covers none of them. */
  'waiver.ambiguous',
  /** A waiver ends within fourteen days. */
  'waiver.ending',
  'waiver.ended',
  /** An attestation ends within fourteen days. */
  'attestation.ending',
  'attestation.ended',
  /** A connection's (subject) credential ends within fourteen days. */
  'credential.ending',
  'credential.ended',
  /** The baseline that a connection's (subject) vaults are derived from is too old in a week. */
  'baseline.ending',
] as const;

export type DriftType = (typeof driftTypes)[number];

export type { Cause };

export interface DriftEvent {
  /** Stable: the same change in the same run has the same id, so that a repeat can be dropped. */
  readonly id: string;
  readonly type: DriftType;
  readonly control: string | null;
  readonly subject: string | null;
  /** Tells the subject from others of its name; absent where there is none. */
  readonly key?: string;
  /** Of `control.*`. */
  readonly cause?: Cause;
  /** Of `standard.changed`: where in standard.json (RFC 6901). */
  readonly path?: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Of `vault.joined` and `vault.left`: which vault, as findings about it have it, whatever others are called. */
  readonly vault?: { readonly key: string; readonly name: string };
  /** Of `vault.joined` and `vault.left`, where the provider tells: who did it, and when (RFC 3339). */
  readonly by?: string;
  readonly at?: string;
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
  const { type, control, subject, path, before, after, vault } = event;
  // What is named by nothing but its name, a dataset or a connection, has that for a key.
  const key = event.key ?? subject;
  const what = [run, type, control, path ?? key, before, after];
  const identity = JSON.stringify(vault ? [...what, vault.key] : what);
  return { id: sha256Of(identity).slice(0, 32), ...event, ...(key === null ? {} : { key }) };
}

const harmless: ReadonlySet<DriftType> = new Set([
  'baseline',
  'control.recovered',
  // What it rests on, the change of the standard, is the objection.
  'control.redefined',
  'control.waived',
  'collection.recovered',
  'waiver.ending',
  'attestation.ending',
  'credential.ending',
  'baseline.ending',
]);

/** Whether a person should look at it, as opposed to good news and reminders. */
export function isObjection(event: Pick<DriftEvent, 'type'>): boolean {
  return !harmless.has(event.type);
}
