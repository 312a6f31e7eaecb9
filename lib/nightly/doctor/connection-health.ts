import type { ProbeResult } from '../../providers/provider.ts';

/** What one connection answered. */
export interface ConnectionHealth {
  readonly connection: string;
  readonly provider: string;
  readonly results: readonly ProbeResult[];
  /** Provider's clock minus ours; null when no answer carried a date. */
  readonly clockSkewMs: number | null;
  /** Controls that would be unknown tonight because of what is missing. */
  readonly unknownControls: readonly string[];
}
