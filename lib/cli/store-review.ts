import { reviewAttestation } from '../access-review/record.ts';
import { accessReviewed } from '../controls/access/reviewed.ts';
import { days } from '../evidence/day.ts';
import type { Attestation, RecordedBy } from '../judging/attestation.ts';
import { localDate, usualAttestedDays } from '../judging/local-date.ts';
import type { RecordedReview } from '../judging/recorded-review.ts';
import type { Locker } from '../locker/locker.ts';
import { storeAttestation } from '../runs/attestations.ts';

export interface StoringReview {
  readonly at: Date;
  /** Its sheets, on this machine. */
  readonly files: readonly string[];
  readonly timezone: string;
  readonly recordedBy?: RecordedBy;
}

/** Stores a review as the attestation of all who decided. It counts for a year. */
export function storeReview(
  locker: Locker,
  review: RecordedReview,
  { at, files, recordedBy, timezone }: StoringReview,
): Promise<Attestation> {
  const lasting = days(accessReviewed.attestedDays ?? usualAttestedDays);
  const attestation = {
    ...reviewAttestation(review),
    at: at.toISOString(),
    expires: localDate(new Date(at.getTime() + lasting), timezone),
    ...(recordedBy ? { recordedBy } : {}),
  };
  return storeAttestation(locker, attestation, files);
}
