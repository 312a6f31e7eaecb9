import * as z from 'zod/mini';
import type { EvidenceDocument } from '../evidence/document.ts';

/** What was decided about one account. `change`: it stays, with other rights, and the note says which. */
export type Decision = 'keep' | 'remove' | 'change';

export const decisions: readonly Decision[] = ['keep', 'remove', 'change'];

/** What an account may do, as its service said. */
export interface ReviewedAccess {
  readonly active: boolean | null;
  readonly roles: readonly string[] | null;
  readonly privileged: boolean | null;
  readonly opens: readonly string[] | null;
}

/** An account that was not to stay as it was. */
export interface ReviewedChange {
  readonly connection: string;
  readonly provider: string;
  /** The provider's own id of the account. */
  readonly id: string;
  /** What it was called. */
  readonly account: string;
  readonly decision: Exclude<Decision, 'keep'>;
  /** Addresses, in comparable form. */
  readonly decidedBy: readonly string[];
  readonly note: string;
  /** As it was in the night that was reviewed. */
  readonly was: ReviewedAccess;
  /** Of what an earlier review decided and this one did not decide anew; absent where this one did. */
  readonly before?: EarlierDecision | undefined;
}

export interface EarlierDecision {
  /** When that review was recorded, RFC 3339: its time to be carried out goes on from there. */
  readonly at: string;
  /** What that review's sheet was made of. */
  readonly of?: readonly ReviewedDataset[] | undefined;
}

/** One sheet, every row of which was decided. */
export interface ReviewedSheet {
  readonly connection: string;
  readonly provider: string;
  /** The accounts of that night and what each may do, by their hash: what was decided is about these and no others. */
  readonly population: { readonly rows: number; readonly sha256: string };
  /** Whether that night showed all that the service tells: else there may be accounts that nobody reviewed. */
  readonly whole: boolean;
  readonly decided: Readonly<Record<Decision, number>>;
  /** Rows of which nobody can tell whose they are, and so not whether somebody decided on their own. */
  readonly ownersNotTold: number;
  /** The datasets that it was made of, and whose they were. Absent in reviews of before this was kept. */
  readonly of?: readonly ReviewedDataset[] | undefined;
}

export interface ReviewedDataset {
  readonly dataset: string;
  /** The provider's id of the organization or account that answered; null where it was not told. */
  readonly tenant: string | null;
}

/**
 * Why a connection does not show tonight what was reviewed under its name: it may be of another provider or another
 * organization now, or be asked for less. Null where it does.
 */
export function otherThanReviewed(
  { connection, of = [], provider }: Pick<ReviewedSheet, 'connection' | 'of' | 'provider'>,
  documents: readonly EvidenceDocument[],
): string | null {
  const own = documents.filter((one) => one.connection === connection);
  const other = own.find((one) => one.provider !== provider);
  if (other) return `${connection} is of ${other.provider}, and the review was of ${provider}`;
  for (const { dataset, tenant } of of) {
    const found = own.find((one) => one.dataset === dataset);
    if (!found) return `${connection} no longer collects ${dataset}, which was reviewed`;
    const now = found.tenant?.id ?? null;
    if (now !== null && tenant !== null && now !== tenant)
      return `${connection} shows ${now}, and the review was of ${tenant}`;
  }
  return null;
}

/** Whether lists are surely of another organization than what was reviewed: one of them says so. */
export function isOfAnother(
  was: readonly ReviewedDataset[] = [],
  is: readonly ReviewedDataset[] = [],
): boolean {
  return was.some(({ dataset, tenant }) => {
    const now = is.find((one) => one.dataset === dataset)?.tenant ?? null;
    return now !== null && tenant !== null && now !== tenant;
  });
}

/** What an earlier review wanted of a service that is no longer connected, and that nothing is to follow from by decision. */
export interface EndedChange
  extends Pick<ReviewedChange, 'account' | 'connection' | 'decidedBy' | 'decision' | 'id' | 'note'> {
  /** When the review was recorded that wanted it, RFC 3339. */
  readonly since: string;
  /** Whose it was, so that a service that comes back is known. Absent in reviews of before this was kept. */
  readonly provider?: string | undefined;
  readonly of?: readonly ReviewedDataset[] | undefined;
}

/** An access review that was carried out on the sheets of one sealed night. */
export interface RecordedReview {
  readonly run: string;
  readonly seal: { readonly sequence: number; readonly sha256: string };
  /** Everybody who decided something: addresses, in comparable form. */
  readonly decidedBy: readonly string[];
  readonly sheets: readonly ReviewedSheet[];
  /** Everything that was not to stay as it was. */
  readonly changes: readonly ReviewedChange[];
  /** Absent where nothing was ended so. */
  readonly ended?: readonly EndedChange[] | undefined;
}

const texts = z.array(z.string());
const saidTexts = z.nullable(texts);
const said = z.nullable(z.boolean());
const madeOf = z.array(z.object({ dataset: z.string(), tenant: z.nullable(z.string()) }));

export const recordedReview = z.object({
  run: z.string(),
  seal: z.object({ sequence: z.number(), sha256: z.string() }),
  decidedBy: texts,
  sheets: z.array(
    z.object({
      connection: z.string(),
      provider: z.string(),
      population: z.object({ rows: z.number(), sha256: z.string() }),
      whole: z.boolean(),
      decided: z.object({ keep: z.number(), remove: z.number(), change: z.number() }),
      ownersNotTold: z.number(),
      of: z.optional(madeOf),
    }),
  ),
  changes: z.array(
    z.object({
      connection: z.string(),
      provider: z.string(),
      id: z.string(),
      account: z.string(),
      decision: z.enum(['remove', 'change']),
      decidedBy: texts,
      note: z.string(),
      was: z.object({ active: said, roles: saidTexts, privileged: said, opens: saidTexts }),
      before: z.optional(z.object({ at: z.string(), of: z.optional(madeOf) })),
    }),
  ),
  ended: z.optional(
    z.array(
      z.object({
        account: z.string(),
        connection: z.string(),
        decidedBy: texts,
        decision: z.enum(['remove', 'change']),
        id: z.string(),
        note: z.string(),
        since: z.string(),
        provider: z.optional(z.string()),
        of: z.optional(madeOf),
      }),
    ),
  ),
});
