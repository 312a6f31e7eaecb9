import { catalogSha256 } from '../../controls/catalog.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import { runFolder } from '../../locker/keys.ts';
import type { LockerContent } from '../../locker/locker.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { readFindings } from '../../runs/read-findings.ts';
import { readEvidence } from '../../runs/run-history.ts';
import { readStandard } from '../../runs/standard.ts';
import { type PlannedDataset, readPlan } from '../plan/plan.ts';
import { findingsOrder } from './conclude.ts';
import { concludeFrom } from './conclusion.ts';

/** A sealed run that is to be judged once more. */
export interface Rejudgeable {
  /** Holds the run's files and those of the earlier runs that judging reads. Whoever calls has held them against a seal. */
  readonly locker: LockerContent;
  readonly run: string;
  /** The runs that were there when it was judged, oldest first. */
  readonly earlier: readonly string[];
  /** The evidence documents in the run's folder, as `connection/dataset`: none may be left out of the judgement. */
  readonly evidence: readonly string[];
  /** An empty folder. */
  readonly scratch: string;
}

/** What judging once more came to. */
export type Rejudged =
  /** The same bytes. */
  | { readonly outcome: 'same' }
  /** Files of the run that come out otherwise, and the file of findings as it comes out now. */
  | { readonly outcome: 'different'; readonly files: readonly string[]; readonly findings: string }
  /** It cannot be told by this version: other rules judged it, or it kept no standard. */
  | { readonly outcome: 'not-judged-again'; readonly why: string };

/**
 * Judges a sealed run again from its stored standard, its records, and what earlier runs left, and compares what comes out
 * with what was sealed, byte by byte. Asks nobody, and knows no configuration.
 */
export async function rejudge(input: Rejudgeable): Promise<Rejudged> {
  const { locker, run } = input;
  const [stored, standard] = [await readFindings(locker, run), await readStandard(locker, run)];
  if (!stored) return { outcome: 'not-judged-again', why: `The findings of ${run} are missing.` };
  if (!standard) return { outcome: 'not-judged-again', why: `The run of ${run} kept no standard.json.` };
  if (stored.catalog.sha256 !== catalogSha256())
    return { outcome: 'not-judged-again', why: `Other versions of the controls judged ${run}.` };
  const datasets = await datasetsJudged(input, stored);
  const { body, drift, file } = await concludeFrom({
    ...input,
    standard,
    datasets,
    now: () => new Date(run),
    collector: nobody,
  });
  const driftText = canonicalDocument(drift);
  const { path, ...written } = file;
  const document: FindingsDocument = {
    ...body,
    configuration: stored.configuration,
    attestations: stored.attestations,
    findings: { path: stored.findings.path, ...written, order: findingsOrder },
    drift: { path: stored.drift.path, ...measured(driftText) },
  };
  const different = [
    ...(written.sha256 === stored.findings.sha256 ? [] : [stored.findings.path]),
    ...(document.drift.sha256 === stored.drift.sha256 ? [] : [stored.drift.path]),
    ...((await isStored(input, canonicalDocument(document))) ? [] : ['findings.json']),
  ];
  if (different.length === 0) return { outcome: 'same' };
  return { outcome: 'different', files: different, findings: path };
}

/** In the order of the findings; what was planned or lies there and is not in them comes last, and so shows. */
async function datasetsJudged(
  { evidence, locker, run }: Rejudgeable,
  { datasets }: FindingsDocument,
): Promise<readonly PlannedDataset[]> {
  const planned = new Map((await readPlan(locker, run))?.datasets.map((one) => [nameOf(one), one]));
  const names = new Set([...datasets.map(nameOf), ...planned.keys(), ...evidence]);
  const found: PlannedDataset[] = [];
  for (const name of names) {
    const [connection = '', dataset = ''] = name.split('/');
    const document = planned.get(name) ?? (await readEvidence(locker, run, connection, dataset));
    found.push({ connection, dataset, provider: document?.provider ?? '' });
  }
  return found;
}

async function isStored({ locker, run }: Rejudgeable, text: string): Promise<boolean> {
  const bytes = await locker.read(`${runFolder(run)}/findings.json`);
  return bytes?.equals(Buffer.from(text)) ?? false;
}

function nameOf({ connection, dataset }: { readonly connection: string; readonly dataset: string }): string {
  return `${connection}/${dataset}`;
}

function measured(text: string): { readonly bytes: number; readonly sha256: string } {
  return { bytes: Buffer.byteLength(text), sha256: sha256Of(text) };
}

/** Of the documents that judging makes for evidence that is missing, which are stored nowhere. */
const nobody = { version: '', commit: null, node: '', trigger: 'manual', by: null } as const;
