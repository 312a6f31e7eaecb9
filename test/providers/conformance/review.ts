import { addressOf } from '../../../demo/company/identifiers.ts';
import { nightTime, storyDay } from '../../../demo/company/nights.ts';
import type { Configuration } from '../../../lib/config/configuration.ts';
import { accessReviewedId } from '../../../lib/controls/access/reviewed.ts';
import type { Attestation } from '../../../lib/judging/attestation.ts';
import type { ReviewedSheet } from '../../../lib/judging/recorded-review.ts';
import { services } from '../../../lib/providers/services.ts';
import { runId } from '../../../lib/runs/run-id.ts';
import { night } from './company.ts';

const by = addressOf('Adaeze Nwosu');

/** A review of the last night's access in which everybody kept all that they had. */
export function reviewOf({ connections }: Configuration): Omit<Attestation, 'schema' | 'files'> {
  return {
    control: accessReviewedId,
    by,
    note: 'Went through every sheet: everything stays as it is',
    at: new Date(nightTime(night).getTime() - 10 * 3_600_000).toISOString(),
    expires: storyDay('2027-01-31'),
    review: {
      run: runId(nightTime(night - 1)),
      seal: { sequence: night - 1, sha256: 'ab'.repeat(32) },
      decidedBy: [by],
      sheets: connections
        .filter(({ provider }) => services.some((one) => one.provider === provider && one.review !== null))
        .map(sheetOf),
      changes: [],
    },
  };
}

function sheetOf({ id, provider }: Configuration['connections'][number]): ReviewedSheet {
  const population = { rows: 2, sha256: 'cd'.repeat(32) };
  const decided = { keep: 2, remove: 0, change: 0 };
  return { connection: id, provider, population, whole: true, decided, ownersNotTold: 0 };
}
