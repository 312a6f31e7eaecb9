import { canonicalText } from '../../evidence/canonical.ts';
import { EncodingError, textIn } from '../../files/made-text.ts';
import { type Attestation, attestationIn, latestFor } from '../../judging/attestation.ts';
import type { ControlSettings } from '../../judging/control.ts';
import { datasetView } from '../../judging/dataset-view.ts';
import type { Standard, StoredAttestation } from '../../judging/standard.ts';
import { fileRecords } from '../../locker/file-lines.ts';
import { runFolder } from '../../locker/keys.ts';
import type { LockerContent } from '../../locker/locker.ts';
import { readFindings } from '../../runs/read-findings.ts';
import { readEvidence } from '../../runs/run-history.ts';
import { readStandard } from '../../runs/standard.ts';
import type { VerifiedDataset, VerifiedRun } from '../../runs/verified-run.ts';
import { versionText } from '../../text/version-text.ts';
import type { Unfounded } from './run-claims.ts';
import type { Maker, SealedBy } from './sealed-by.ts';

/** What a recorded review says of its night and its sheets, beside when, by whose hand and until when. */
export type ReviewSaid = Pick<Attestation, 'control' | 'by' | 'note' | 'about' | 'review'>;

/** Makes a recorded review again from its sealed night and the sheets that were handed over with it. */
export type ReviewAgain = (
  night: VerifiedRun,
  beside: { readonly earlier: Attestation | null; readonly settings: ControlSettings },
  textOf: (name: string) => string,
) => ReviewSaid;

export interface ReviewsInput {
  readonly locker: LockerContent;
  readonly run: string;
  readonly standard: Standard;
  /** The seals before that of the run, oldest first. */
  readonly before: readonly SealedBy[];
  readonly maker: Maker;
  readonly reviewAgain: ReviewAgain;
  /** Why what a night was judged by is not all at hand, of the company's own files; null where it is. */
  readonly lackingOf: (standard: Standard) => string | null;
  /** What was found out of each, by its hash: many nights are judged by the same one. */
  readonly known: Map<string, ReviewFound>;
}

/** What is wrong; why that cannot be told; null for neither. */
export type ReviewFound = string | { readonly why: string } | null;

/** What is wrong with reviews, and which cannot be held against their nights by this version. */
export interface ReviewsChecked {
  readonly unfounded: readonly Unfounded[];
  readonly notCompared: string | null;
}

/**
 * Holds each review that a run is judged by against the sealed night that it is of and against its own sheets: accounts,
 * decisions and what is still to follow must be those. Whose an account is, the configuration of that day decided.
 */
export async function reviewsThatDiffer(input: ReviewsInput): Promise<ReviewsChecked> {
  const unfounded: Unfounded[] = [];
  let notCompared: string | null = null;
  for (const attestation of input.standard.attestations) {
    if (!attestation.review) continue;
    const known = input.known.get(attestation.sha256);
    const found = known === undefined ? await differenceOf(input, attestation) : known;
    input.known.set(attestation.sha256, found);
    if (found === null) continue;
    if (typeof found === 'string') unfounded.push({ file: 'standard.json', message: found });
    else notCompared = found.why;
  }
  return { unfounded, notCompared };
}

async function differenceOf(input: ReviewsInput, attestation: StoredAttestation): Promise<ReviewFound> {
  const { before, locker, maker, reviewAgain } = input;
  const { path, review } = attestation;
  const seal = before.find(({ run }) => run === review?.run);
  const { sequence, sha256 } = seal?.seal ?? {};
  if (!seal || canonicalText(review?.seal) !== canonicalText({ sequence, sha256 }))
    return `The review ${path} is of a night of ${review?.run}, and no seal before this one is the one that it names.`;
  const night = await sealedRunOf(locker, seal);
  // Where something of it is not there, verifying says so.
  if (!night) return null;
  const settings = (await readStandard(locker, seal.run)) ?? input.standard;
  const again = reviewAgain(
    night,
    { earlier: await earlierThan(input, attestation), settings },
    await sheetsOf(input, attestation),
  );
  const differing = whatDiffers(attestation, again);
  if (differing === null) return null;
  // Without them, accounts of what the company declared that day are on no sheet.
  const lacking = input.lackingOf(settings);
  if (lacking !== null)
    return {
      why: `The review ${path} is of the night of ${seal.run}, whose sheets cannot be made: ${lacking}`,
    };
  const theirs = versionText(seal.collector);
  if (theirs !== versionText(maker))
    return {
      why: `The review ${path} is of a night by version ${theirs}, and this is ${versionText(maker)}, which makes other sheets of it.`,
    };
  return `The review ${path} says of ${differing} what does not follow from the sealed night of ${seal.run} and its own sheets.`;
}

/** Null where not all of it is there. */
async function sealedRunOf(locker: LockerContent, seal: SealedBy): Promise<VerifiedRun | null> {
  const { run } = seal;
  const findings = await readFindings(locker, run);
  if (!findings || !seal.seal) return null;
  const datasets: VerifiedDataset[] = [];
  for (const result of findings.datasets) {
    const document = await readEvidence(locker, run, result.connection, result.dataset);
    if (!document) return null;
    const { records } = document;
    const path = records && (await locker.local(`${runFolder(run)}/${result.connection}/${records.path}`));
    if (records && !path) return null;
    datasets.push({ result, view: datasetView(document, () => (path ? fileRecords(path) : [])) });
  }
  return { run, seal: seal.seal, trust: 'given', findings, datasets };
}

/** The newest review that was recorded before: what it wanted and nobody saw stays open in this one. */
async function earlierThan(
  { locker, run }: ReviewsInput,
  attestation: StoredAttestation,
): Promise<Attestation | null> {
  const named = (await readFindings(locker, run))?.attestations ?? [];
  // Where reviews lie nothing else does; other attestations may have been given on the same control.
  const reviews = named.filter(
    ({ at, control, path }) =>
      control === attestation.control &&
      path.startsWith('reviews/') &&
      path !== attestation.path &&
      Date.parse(at) < Date.parse(attestation.at),
  );
  const path = latestFor(reviews, attestation.control)?.path;
  const bytes = path === undefined ? null : await locker.read(path);
  return bytes && attestationIn(bytes.toString('utf8'));
}

async function sheetsOf(
  { locker }: ReviewsInput,
  { files }: StoredAttestation,
): Promise<(name: string) => string> {
  const texts = new Map<string, string>();
  for (const { name, path } of files) texts.set(name, textOf(await locker.read(path)));
  return (name) => texts.get(name) ?? '';
}

function textOf(bytes: Buffer | null): string {
  try {
    return bytes ? textIn(bytes) : '';
  } catch (error) {
    if (error instanceof EncodingError) return '';
    throw error;
  }
}

const parts = ['control', 'by', 'note', 'about', 'review'] as const;

function whatDiffers(attestation: StoredAttestation, again: ReviewSaid): string | null {
  const [said, is] = [attestation, again].map((one) => ({ ...one, review: withoutOwners(one.review) }));
  const part = parts.find(
    (name) => canonicalText(said?.[name] ?? null) !== canonicalText(is?.[name] ?? null),
  );
  if (part !== 'review') return part ?? null;
  const names = new Set([...Object.keys(said?.review ?? {}), ...Object.keys(is?.review ?? {})]);
  const fieldOf = (one: ReviewSaid | undefined, name: string): string =>
    canonicalText((one?.review as Readonly<Record<string, unknown>> | undefined)?.[name] ?? null);
  return [...names].find((name) => fieldOf(said, name) !== fieldOf(is, name)) ?? part;
}

/** Of how many accounts nobody could tell whose they are, the configuration decided that the review was recorded by. */
function withoutOwners(review: Attestation['review']): Attestation['review'] {
  return review && { ...review, sheets: review.sheets.map((sheet) => ({ ...sheet, ownersNotTold: 0 })) };
}
