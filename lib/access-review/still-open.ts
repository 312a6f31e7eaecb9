import type { Attestation } from '../judging/attestation.ts';
import {
  isOfAnother,
  type RecordedReview,
  type ReviewedChange,
  type ReviewedSheet,
} from '../judging/recorded-review.ts';
import type { Service } from '../judging/service.ts';

/** What the newest recorded review says of the accounts that a new one has. */
export interface NewSheet {
  readonly sheet: ReviewedSheet;
  /** The provider's ids of the accounts that were decided about. */
  readonly ids: ReadonlySet<string>;
}

/** The newest of the words that are recorded reviews; null where there is none. */
export function newestReview(attestations: readonly Attestation[]): Attestation | null {
  const reviews = attestations.filter(({ review }) => review !== undefined);
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
  const byConnection = new Map(sheets.map((one) => [one.sheet.connection, one]));
  return openOf(earlier).filter(
    (change) => !isSettled(change, byConnection.get(change.connection), services),
  );
}

/** What of it cannot be seen any more, because no sheet is of its service and organization: only a decision ends that. */
export function outOfReach(
  earlier: Attestation | null,
  sheets: readonly Pick<ReviewedSheet, 'connection' | 'of' | 'provider'>[],
): readonly ReviewedChange[] {
  return openOf(earlier).filter(
    ({ before, connection, provider }) =>
      !sheets.some(
        (sheet) =>
          sheet.connection === connection &&
          sheet.provider === provider &&
          isSameOrganization(before.of, sheet.of),
      ),
  );
}

/** With the review that decided each. */
function openOf(earlier: Attestation | null) {
  if (!earlier?.review) return [];
  const { at, review } = earlier;
  return review.changes.map((change) => ({
    ...change,
    before: change.before ?? { at, of: sheetOf(review, change)?.of },
  }));
}

function sheetOf({ sheets }: RecordedReview, { connection }: ReviewedChange): ReviewedSheet | undefined {
  return sheets.find((one) => one.connection === connection);
}

function isSettled(
  change: ReturnType<typeof openOf>[number],
  found: NewSheet | undefined,
  services: readonly Service[],
): boolean {
  if (!found || found.sheet.provider !== change.provider) return false;
  // Whoever is on the sheet was decided anew, however little else it is made of.
  if (found.ids.has(change.id) && !isOfAnother(change.before.of, found.sheet.of)) return true;
  if (!isSameOrganization(change.before.of, found.sheet.of)) return false;
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
