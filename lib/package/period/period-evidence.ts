import type { FindingsDocument } from '../../runs/findings-document.ts';
import type { VerifyResult } from '../../seal/verify/result.ts';
import type { CheckedSeal } from '../../seal/verify/seals.ts';
import type { PeriodNight } from './nights.ts';
import type { Period } from './period.ts';

/** A night of the period with what lies in the locker of it. */
export interface PackagedNight extends PeriodNight {
  /** Its seal, where one holds. */
  readonly seal: CheckedSeal | null;
  /** Path of its time-stamp; null when there is none. */
  readonly timestamp: string | null;
  /** The run's folder in the locker, and in the package. */
  readonly folder: string;
  /** Null where the night is missing, and where its findings are not what was sealed: those are not believed. */
  readonly findings: FindingsDocument | null;
  /** Why the night is not complete, or not believed, and that it was ended late; null when there is nothing to say. */
  readonly reason: string | null;
}

/** The evidence of one period, but for what grows with the population. */
export interface PeriodEvidence {
  readonly organization: string;
  /** Which locker it is, as its seals say. */
  readonly origin: string;
  readonly period: Period;
  /** Up to when nights can have been due: the period's end and a day, or now where that is sooner. */
  readonly asOf: Date;
  /** The whole chain. */
  readonly seals: readonly CheckedSeal[];
  /** The newest seal that holds. */
  readonly head: CheckedSeal;
  readonly nights: readonly PackagedNight[];
  readonly verification: VerifyResult;
}
