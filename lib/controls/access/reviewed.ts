import * as z from 'zod/mini';
import { dayMs } from '../../evidence/day.ts';
import type { Attestation } from '../../judging/attestation.ts';
import { type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import { named } from '../../judging/judgement.ts';
import { otherThanReviewed, type RecordedReview } from '../../judging/recorded-review.ts';
import { hasOwnSignIn, isReviewed } from '../../providers/services.ts';

/** Whose attestation a recorded review is. */
export const accessReviewedId = 'access.reviewed';

/**
 * A review is a person's work on the sheets that `exhibit review` prepares, and is recorded with them: every row decided, on the
 * accounts of one sealed night. A service that was connected later was not reviewed, and that is unknown until it is.
 */
export const accessReviewed = defineControl({
  id: accessReviewedId,
  version: 4,
  title: 'Access is reviewed',
  meaning:
    'A review of who has access to what was recorded within a year, with a decision about every account of every service that is connected.',
  fix: 'Prepare the sheets with “exhibit review”, decide about every row, and record them with “exhibit review --record …”.',
  mappings: { soc2: ['CC6.2', 'CC6.3'], iso27001: ['A.5.18'], nist80053: ['AC-2'], cis: ['6.8', '5.1'] },
  needs: [],
  parameters: () => z.strictObject({ days: z._default(z.int().check(z.minimum(1), z.maximum(3660)), 365) }),
  attested: 'review',
  attestedDays: 365,
  applies: (connected) =>
    connected.some(hasOwnSignIn) ? null : 'No service besides Google Workspace is connected.',
  evaluate,
});

const about = named('access review');

function evaluate(input: ControlInput<{ days: number }>): Iterable<Assessment> {
  const { attestation, documents, now, parameters } = input;
  const review = attestation?.review;
  if (!attestation || !review) return [{ ...about, verdict: 'unknown', reason: nothing }];
  const oldest = now.getTime() - parameters.days * dayMs;
  if (Date.parse(review.run) < oldest) {
    const reason = `The last review was of the night of ${review.run.slice(0, 10)}, more than ${parameters.days} days ago.`;
    return [{ ...about, verdict: 'fail', reason }];
  }
  const passed: Assessment = { ...about, verdict: 'pass', reason: reviewedText(attestation, review, now) };
  return [passed, ...reviewable(documents).map((name) => reviewed(review, name, documents))];
}

function reviewedText({ at, by, expires }: Attestation, { run, sheets }: RecordedReview, now: Date): string {
  const later = Date.parse(at) > now.getTime() ? ', after the time of this run' : '';
  const rows = sheets.reduce((sum, { population }) => sum + population.rows, 0);
  return `Recorded on ${at.slice(0, 10)}${later}, counts until ${expires}: ${by} decided about ${rows} accounts of the night of ${run.slice(0, 10)}.`;
}

/** Connections of services that `exhibit review` makes a sheet of. */
function reviewable(documents: ControlInput['documents']): readonly string[] {
  const ours = documents.filter(({ provider }) => isReviewed(provider)).map(({ connection }) => connection);
  return [...new Set(ours)].sort();
}

function reviewed(
  { run, sheets }: RecordedReview,
  name: string,
  documents: ControlInput['documents'],
): Assessment {
  const sheet = sheets.find(({ connection }) => connection === name);
  const night = `the night of ${run.slice(0, 10)}`;
  if (!sheet)
    return {
      ...named(name),
      verdict: 'unknown',
      reason: `The review of ${night} has no sheet of ${name}, which was connected later: review it with “exhibit review”, and record it.`,
    };
  if (!sheet.whole)
    return {
      ...named(name),
      verdict: 'unknown',
      reason: `${name} was not read completely in ${night}, so there may be accounts that nobody reviewed: review a night on which it was.`,
    };
  const other = otherThanReviewed(sheet, documents);
  if (other !== null)
    return { ...named(name), verdict: 'unknown', reason: `Since ${night}, ${other}: review it again.` };
  const { change, keep, remove } = sheet.decided;
  const reason = `${keep} kept, ${remove} to be removed, ${change} to be changed.`;
  return { ...named(name), verdict: 'pass', reason };
}

/** What `exhibit review` calls the sheet of a connection. */
export function sheetName(connection: string): string {
  return `${connection}.csv`;
}

const nothing =
  'No review that still counts is recorded: prepare one with “exhibit review”, decide about every row, and record it with “exhibit review --record …”.';
