import type { Attestation } from '../../../lib/judging/attestation.ts';
import type { RecordedReview, ReviewedChange } from '../../../lib/judging/recorded-review.ts';

export const reviewedRun = '2026-11-20T02:00:00Z';

/** Somebody whom the review wanted gone from 1Password. */
export function wanted(changes: Partial<ReviewedChange> = {}): ReviewedChange {
  return {
    connection: 'vaults',
    provider: 'onepassword',
    id: 'op-eva',
    account: 'eva@example.com',
    decision: 'remove',
    decidedBy: ['cto@example.com'],
    note: '',
    was: { active: true, roles: null, privileged: null, opens: ['npm'] },
    ...changes,
  };
}

const providers: Readonly<Record<string, string>> = { google: 'google-workspace', vaults: 'onepassword' };

/** A sheet of which every row is kept. */
export function sheet(connection: string, whole = true): RecordedReview['sheets'][number] {
  const population = { rows: 2, sha256: 'cd'.repeat(32) };
  const decided = { keep: 2, remove: 0, change: 0 };
  return {
    connection,
    provider: providers[connection] ?? connection,
    population,
    whole,
    decided,
    ownersNotTold: 0,
  };
}

/** A review of these sheets, recorded on Friday, 20 November 2026, ten hours after its night. */
export function reviewAttestation(
  changes: readonly ReviewedChange[],
  more: Partial<RecordedReview> = {},
): Attestation {
  return {
    schema: 'exhibit/attestation/v1',
    control: 'access.reviewed',
    by: 'cto@example.com',
    note: 'Two services.',
    at: '2026-11-20T12:00:00Z',
    expires: '2027-11-20',
    files: [],
    review: {
      run: reviewedRun,
      seal: { sequence: 3, sha256: 'ab'.repeat(32) },
      decidedBy: ['cto@example.com'],
      sheets: [sheet('google'), sheet('vaults')],
      changes,
      ...more,
    },
  };
}
