import type { EvidenceDocument } from '../evidence/document.ts';

/** How many records of a dataset were taken before its time was up; null where it was not. */
export function recordsInTime({ population, problem }: EvidenceDocument): number | null {
  return problem?.code === 'timeout' ? population.records : null;
}
