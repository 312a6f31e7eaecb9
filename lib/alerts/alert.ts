import type { FindingStatus } from '../judging/finding.ts';

/** What a part of a message is about. The order is that of the message: worst first. */
export const sectionKinds = [
  /** What is judged by: whoever changes it changes verdicts. */
  'standard',
  /** Fails that did not. */
  'failing',
  /** Could not be collected, or not whole. */
  'lost',
  /** Cut off, and ended and sealed by a later start. */
  'late',
  /** The evidence no longer decides. */
  'unknown',
  /** Judged before, and not any more. */
  'silent',
  /** A waiver or an attestation that ended. */
  'ended',
  /** A setting, or who has a vault. */
  'changed',
  /** Still open, said again on a schedule. */
  'still',
  /** A waiver or an attestation that ends soon. */
  'ending',
  /** A failure that a waiver covers since now. */
  'excused',
  /** Well, or gone, because it is judged by something else. */
  'redefined',
  'recovered',
] as const;

export type SectionKind = (typeof sectionKinds)[number];

/** Somebody or something that an item names. Texts are inert and clipped. */
export interface AlertSubject {
  readonly name: string;
  readonly words: string;
  readonly standing: FindingStatus | null;
}

/** One control, dataset, vault, setting, waiver or attestation. Texts are inert and clipped. */
export interface AlertItem {
  readonly name: string;
  /** What the name stands for; null where it says so itself. */
  readonly title: string | null;
  /** What happened, and since when. */
  readonly what: string;
  readonly subjects: readonly AlertSubject[];
  /** How many more subjects there are. */
  readonly more: number;
  /** What to do; null when there is nothing to. */
  readonly fix: string | null;
  /** Keys in the locker. */
  readonly evidence: readonly string[];
}

export interface AlertSection {
  readonly kind: SectionKind;
  readonly title: string;
  readonly items: readonly AlertItem[];
  /** How many more items there are. */
  readonly more: number;
}

/**
 * `act`: something is wrong that was not, or no evidence was collected. `remind`: nothing new, and something to do.
 * `know`: good news, and what a first night found in order.
 */
export type Urgency = 'act' | 'remind' | 'know';

/** One message about one night, from which every form of it is made. Texts are inert. */
export interface Alert {
  /** The same for the same night, so that a repeat can be dropped. */
  readonly id: string;
  readonly run: string;
  readonly organization: string;
  /** The night's day in the company's time zone. */
  readonly day: string;
  /** Whether there was no night before it. */
  readonly first: boolean;
  readonly urgency: Urgency;
  readonly headline: string;
  /** What has to be known besides: a first night, a partial one, earlier nights that are spoken of as well. */
  readonly notes: readonly string[];
  readonly sections: readonly AlertSection[];
  /** The newest seal: worth keeping outside the locker. */
  readonly head: { readonly sequence: number; readonly path: string; readonly sha256: string };
  readonly locker: string;
  /** The command that tells what has no room here; `exhibit drift` where it is left out. */
  readonly rest?: string;
}
