import type { Attestation } from '../judging/attestation.ts';
import type { RecordedReview, ReviewedChange, ReviewedSheet } from '../judging/recorded-review.ts';
import type { Service } from '../judging/service.ts';

/** What the newest recorded review says of the accounts that a new one has. */
export interface NewSheet {
  readonly sheet: ReviewedSheet;
  /** The provider's ids of the accounts that were decided about. */
  readonly ids: ReadonlySet<string>;
}

/** The newest of the words that are recorded reviews; null where there is none. */
export function newestReview(words: readonly Attestation[]): Attestation | null {
  const reviews = words.filter(({ review }) => review !== undefined);
  return reviews.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0] ?? null;
}

/**
 * What an earlier review decided, and neither was decided anew nor is seen to be gone: a review of a night that showed less does
 * not end it.
 */
export function stillOpen(
  earlier: Attestation | null,
  sheets: readonly NewSheet[],
  services: readonly Service[],
): readonly ReviewedChange[] {
  if (!earlier?.review) return [];
  const { at, review } = earlier;
  const byConnection = new Map(sheets.map((one) => [one.sheet.connection, one]));
  return review.changes
    .filter((change) => !isSettled(change, review, byConnection.get(change.connection), services))
    .map((change) => ({ ...change, before: change.before ?? { at, of: sheetOf(review, change)?.of } }));
}

function sheetOf({ sheets }: RecordedReview, { connection }: ReviewedChange): ReviewedSheet | undefined {
  return sheets.find((one) => one.connection === connection);
}

function isSettled(
  change: ReviewedChange,
  review: RecordedReview,
  found: NewSheet | undefined,
  services: readonly Service[],
): boolean {
  if (!found || found.sheet.provider !== change.provider) return false;
  const was = change.before ? change.before.of : sheetOf(review, change)?.of;
  if (!isSameOrganization(was, found.sheet.of)) return false;
  if (found.ids.has(change.id)) return true;
  // Gone is what a whole list does not show; some services leave accounts out of theirs, and the control asks for those.
  const service = services.find(({ provider }) => provider === change.provider);
  return found.sheet.whole && service?.review?.outOfSight === undefined;
}

/** What was told of neither says nothing against it. */
function isSameOrganization(was: ReviewedSheet['of'] = [], is: ReviewedSheet['of'] = []): boolean {
  return was.every(({ dataset, tenant }) => {
    const now = is.find((one) => one.dataset === dataset);
    return now !== undefined && (now.tenant === null || tenant === null || now.tenant === tenant);
  });
}
