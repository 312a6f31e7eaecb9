import type { Collector } from '../../evidence/document.ts';
import type { Standard } from '../../judging/standard.ts';
import type { LockerContent } from '../../locker/locker.ts';
import type { PlannedDataset } from '../plan/plan.ts';

/**
 * All that a run is judged from: what lies in the locker, and nothing of a configuration. Whoever has it comes to the
 * same conclusion, on the night or years later.
 */
export interface ConclusionSource {
  /** The run's own files, and those of the earlier runs. */
  readonly locker: LockerContent;
  /** Nominal time, RFC 3339, UTC, whole seconds. */
  readonly run: string;
  readonly standard: Standard;
  /** Those that the run is judged by, in the order in which its findings name them. */
  readonly datasets: readonly PlannedDataset[];
  /** The runs that this one goes on from, oldest first. */
  readonly earlier: readonly string[];
  /** An empty folder. */
  readonly scratch: string;
  /** Who says, and when, that a dataset's evidence cannot be relied on. No verdict rests on either. */
  readonly now: () => Date;
  readonly collector: Collector;
}
