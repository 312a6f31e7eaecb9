import type { Dataset } from '../../evidence/dataset.ts';
import { type EvidenceDocument, isWhole } from '../../evidence/document.ts';
import { attestationInForce } from '../../judging/attestation.ts';
import type { Control, ControlInput, DatasetView } from '../../judging/control.ts';
import { datasetReader } from '../../judging/dataset-reader.ts';
import { datasetView } from '../../judging/dataset-view.ts';
import { type Finding, failingSince } from '../../judging/finding.ts';
import { isOfNeed } from '../../judging/need.ts';
import type { People } from '../../judging/people/people.ts';
import type { Standard } from '../../judging/standard.ts';
import { datasetOf } from '../../providers/dataset-of.ts';
import type { ControlResult } from '../../runs/findings-document.ts';
import type { PreviousRun } from '../../runs/read-findings.ts';
import { runId } from '../../runs/run-id.ts';
import { firstWholeOf } from './control-result.ts';
import { type EarlierEvents, noEarlierEvents, readEarlierEvents } from './earlier-events.ts';
import { type JudgedEvidence, readJudged } from './evidence.ts';
import { heldRows, sharedRows } from './shared-rows.ts';
import type { ConclusionSource } from './source.ts';

/**
 * Lists up to so much text together are held while a night is judged, so that nobody reads one twice: all of a company of
 * a thousand people.
 */
const mostHeldBytes = 4 * 1024 * 1024;

/** A dataset of this run, with its records where there are any. */
export interface RunDataset {
  /** As it was collected this night. */
  readonly document: EvidenceDocument;
  readonly path: string | null;
  /** As controls read it, together with what earlier nights hold. */
  readonly view: DatasetView;
  /** Closes what is open of it. */
  close(): void;
}

/** Every dataset of this run, in the configuration's order. */
export async function loadDatasets(source: ConclusionSource): Promise<readonly RunDataset[]> {
  const found: JudgedEvidence[] = [];
  for (const dataset of source.datasets) found.push(await readJudged(source, dataset));
  const exportedAt = oldestExport(found.map(({ document }) => document));
  const short = shortOnes(found);
  return Promise.all(
    found.map((evidence) => withView(source, evidence, { exportedAt, isShort: short.has(evidence) })),
  );
}

/** The shortest, as many as may be held together. Their evidence says how long they are, and was held against them. */
function shortOnes(found: readonly JudgedEvidence[]): ReadonlySet<JudgedEvidence> {
  const bytesOf = ({ document }: JudgedEvidence) => document.records?.bytes ?? 0;
  let left = mostHeldBytes;
  return new Set(
    found
      .toSorted((one, other) => bytesOf(one) - bytesOf(other))
      .filter((one) => {
        left -= bytesOf(one);
        return left >= 0;
      }),
  );
}

function oldestExport(documents: readonly EvidenceDocument[]): string | null {
  const exports = documents.map(({ exportedAt }) => exportedAt).filter((at) => typeof at === 'string');
  return exports.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

async function withView(
  { earlier, locker }: ConclusionSource,
  { document, path }: JudgedEvidence,
  { exportedAt, isShort }: { readonly exportedAt: string | null; readonly isShort: boolean },
): Promise<RunDataset> {
  const continues = datasetOf(document.provider, document.dataset)?.continues;
  const events = continues
    ? await readEarlierEvents(locker, earlier, continues, document, exportedAt)
    : noEarlierEvents;
  const whole = withGap(document, events);
  if (!path) return { document, path, view: datasetView(whole, () => [], events.since), close: () => {} };
  const shared = isShort ? heldRows(path) : sharedRows(path);
  const view: DatasetView = {
    document: whole,
    records: () => shared.records(),
    batches: () => shared.batches(),
    earlier: events.since,
  };
  return { document, path, view, close: () => shared.close() };
}

/** A list that goes on from night to night is whole only together with the nights before. */
function withGap(document: EvidenceDocument, { gap }: EarlierEvents): EvidenceDocument {
  if (gap === null || !isWhole(document)) return document;
  return { ...document, completeness: 'partial', problem: { code: 'truncated', message: gap } };
}

/** What all controls of a run are given. */
export interface RunInput {
  readonly now: Date;
  readonly standard: Standard;
  /** By that standard. */
  readonly people: () => People;
  readonly datasets: readonly RunDataset[];
}

/** What a control is given: of the datasets, those that it says it needs. */
export function inputFor(
  control: Pick<Control, 'id' | 'needs'>,
  parameters: unknown,
  run: RunInput,
  previous: PreviousRun | null,
): ControlInput {
  let failing: Map<string, string> | undefined;
  const attestationOf = (id: string) =>
    attestationInForce(run.standard.attestations, id, run.now, run.standard.timezone);
  return {
    now: run.now,
    firstJudged: previous?.control(control.id)?.firstJudged ?? runId(run.now),
    seenSince: (connection) => seenSince(connection, previous?.control(control.id), run.now),
    parameters,
    settings: run.standard,
    get people() {
      return run.people();
    },
    attestation: attestationOf(control.id),
    attestationOf,
    documents: run.datasets.map(({ document }) => document),
    ...readerFor(control, run.datasets),
    failingSince: ({ key, subject }) => {
      failing ??= allFailing(previous?.findings(control.id) ?? []);
      return failing.get(key) ?? failing.get(subject) ?? null;
    },
  };
}

/** The night on which the last of a connection's datasets was first seen whole; tonight where one was not before. */
function seenSince(connection: string, before: ControlResult | undefined, now: Date): string {
  const own = before?.needs.filter((need) => need.connection === connection) ?? [];
  const runs = own.map((need) => firstWholeOf(need, before));
  const last = runs.reduce((a, b) => (a === null || b === null ? null : a > b ? a : b), runs[0] ?? null);
  return last ?? runId(now);
}

/** Finds what the control says it needs. Throws for other datasets: whether they are whole would go unasked. */
function readerFor({ id, needs }: Pick<Control, 'id' | 'needs'>, datasets: readonly RunDataset[]) {
  const needed = datasets
    .map(({ view }) => view)
    .filter(({ document }) => needs.some((need) => isOfNeed(document, need)));
  const reader = datasetReader(needed);
  const checked = <Row extends object>(dataset: Dataset<Row>): Dataset<Row> => {
    if (needs.some((need) => need.dataset === dataset)) return dataset;
    throw new Error(`${id} reads ${dataset.provider}/${dataset.name} and does not say that it needs it.`);
  };
  return {
    views: <Row extends object>(dataset: Dataset<Row>) => reader.views(checked(dataset)),
    records: <Row extends object>(dataset: Dataset<Row>) => reader.records(checked(dataset)),
  };
}

/** Since when each is failing, by key; by subject where findings had no keys yet. */
function allFailing(findings: Iterable<Finding>): Map<string, string> {
  const found = new Map<string, string>();
  for (const finding of findings) {
    const since = failingSince(finding);
    if (since !== null) found.set(finding.key ?? finding.subject, since);
  }
  return found;
}
