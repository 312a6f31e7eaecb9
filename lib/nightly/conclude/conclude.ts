import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { catalogSha256, controlsWith } from '../../controls/catalog.ts';
import { whoIsWho } from '../../controls/people/who-is-who.ts';
import { attestationDrift } from '../../drift/attestations.ts';
import type { DriftDocument, DriftEvent } from '../../drift/event.ts';
import { notJudgedDrift } from '../../drift/subjects.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { Attestation } from '../../judging/attestation.ts';
import { outOfScope } from '../../judging/scope.ts';
import { waiversInForce } from '../../judging/waivers.ts';
import { runFolder } from '../../locker/keys.ts';
import { lineWriter, type WrittenLines } from '../../locker/line-writer.ts';
import { readAttestations } from '../../runs/attestations.ts';
import { type DatasetResult, type FindingsDocument, runStatus } from '../../runs/findings-document.ts';
import { type PreviousRun, readFindings, readPrevious } from '../../runs/read-findings.ts';
import { storeBeside, storeOnce } from '../../runs/write-once.ts';
import type { StepContext } from '../run-context.ts';
import type { JudgedControl } from './control-result.ts';
import { datasetDrift } from './dataset-drift.ts';
import { type OngoingControl, startControl } from './judge-control.ts';
import { inputFor, loadDatasets, type RunDataset } from './views.ts';

/**
 * Judges what was collected and says what changed since the last sealed run. Stores `findings.ndjson`,
 * `drift.json` and, last, `findings.json`, which names the other two; a run that has it is left as it is.
 */
export async function conclude(context: StepContext, earlier: readonly string[]): Promise<FindingsDocument> {
  const done = await readFindings(context.locker, context.run);
  if (done) return done;
  const previous = await readPrevious(context.locker, earlier);
  const datasets = await loadDatasets(context, earlier);
  const words = await readAttestations(context.locker);
  const asOf = context.recovering ? new Date(context.run) : context.now();
  const attestations = words
    .map(({ attestation }) => attestation)
    .filter(({ at }) => Date.parse(at) <= asOf.getTime());
  const all = judgeAll(context, datasets, attestations, previous);
  for (const dataset of datasets) dataset.close();
  const drift = await driftOf(context, earlier, previous, datasets, all);
  drift.events.push(...attestationsChanged(context, attestations, previous));
  // Judging may have taken long. Where another attempt was quicker, its findings stand, and the run may be closed by now.
  const others = await readFindings(context.locker, context.run);
  if (others) return others;
  const document: FindingsDocument = {
    ...headerOf(context, previous),
    ...datasetsOf(datasets),
    controls: all.judged.map(({ result }) => result),
    notJudged: all.notJudged,
    attestations: words.map(({ path, sha256, attestation: { control, by, at, expires } }) => {
      return { path, sha256, control, by, at, expires };
    }),
    findings: await storeFindings(context, all.file),
    drift: await storeDrift(context, drift),
  };
  await storeOnce(context.locker, `${runFolder(context.run)}/findings.json`, canonicalDocument(document));
  return document;
}

async function storeFindings(
  { locker, run }: StepContext,
  { path, ...written }: JudgedAll['file'],
): Promise<FindingsDocument['findings']> {
  const folder = runFolder(run);
  const key = await storeBeside(locker, `${folder}/findings`, 'ndjson', {
    file: path,
    sha256: written.sha256,
  });
  return { path: key.slice(folder.length + 1), ...written, order: 'control, subject' };
}

async function storeDrift(
  { locker, run }: StepContext,
  drift: DriftDocument,
): Promise<FindingsDocument['drift']> {
  const folder = runFolder(run);
  const bytes = Buffer.from(canonicalDocument(drift));
  const key = await storeBeside(locker, `${folder}/drift`, 'json', { bytes });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path: key.slice(folder.length + 1), sha256, bytes: bytes.length };
}

function headerOf({ configuration, run }: StepContext, previous: PreviousRun | null) {
  const { organization, timezone, schedule, sha256, waivers } = configuration;
  return {
    schema: 'exhibit/findings/v1' as const,
    run,
    organization,
    timezone,
    schedule,
    configuration: { sha256 },
    catalog: { sha256: catalogSha256() },
    previous: previous?.run ?? null,
    waivers,
  };
}

function datasetsOf(views: readonly RunDataset[]): Pick<FindingsDocument, 'datasets' | 'status'> {
  const datasets: DatasetResult[] = views.map(({ document }) => ({
    connection: document.connection,
    dataset: document.dataset,
    completeness: document.completeness,
    records: document.population.records,
    problem: document.problem,
  }));
  return { datasets, status: runStatus(datasets) };
}

interface JudgedAll {
  readonly judged: readonly JudgedControl[];
  readonly notJudged: FindingsDocument['notJudged'];
  readonly file: WrittenLines & { readonly path: string };
}

function judgeAll(
  context: StepContext,
  datasets: readonly RunDataset[],
  attestations: readonly Attestation[],
  previous: PreviousRun | null,
): JudgedAll {
  const { configuration, run, scratch } = context;
  const { settings, timezone } = configuration;
  const now = new Date(run);
  const path = join(scratch, 'findings.ndjson');
  const file = lineWriter(path);
  const ongoing: OngoingControl[] = [];
  const notJudged: { id: string; reason: string; by: 'configuration' | 'scope' }[] = [];
  const people = whoIsWho(
    datasets.map(({ view }) => view),
    settings,
  );
  const connected = [...new Set(datasets.map(({ document }) => document.provider))];
  for (const control of controlsWith(configuration.customControls)) {
    const choice = configuration.controls.get(control.id) ?? { parameters: control.parameters().parse({}) };
    const outside = outOfScope(control, connected, settings);
    if ('off' in choice) notJudged.push({ id: control.id, reason: choice.off, by: 'configuration' });
    else if (outside !== null) notJudged.push({ id: control.id, reason: outside, by: 'scope' });
    else {
      const all = { now, timezone, settings, people, datasets, attestations };
      const input = inputFor(control, choice.parameters, all, previous);
      const waivers = waiversInForce(configuration.waivers, control.id, now, timezone);
      ongoing.push(startControl(control, input, { run, now, waivers, previous, scratch }));
    }
  }
  sideBySide(ongoing);
  const judged = ongoing.map((control) => control.finish(file));
  return { judged, notJudged, file: { path, ...file.finish() } };
}

/** One batch for each control in turn, so that all get the same one, which is read once. */
function sideBySide(controls: readonly OngoingControl[]): void {
  for (let left = [...controls]; left.length > 0; left = left.filter((control) => control.advance()));
}

async function driftOf(
  context: StepContext,
  earlier: readonly string[],
  previous: PreviousRun | null,
  datasets: readonly RunDataset[],
  all: JudgedAll,
): Promise<DriftDocument & { events: DriftEvent[] }> {
  const events: DriftEvent[] = all.judged.flatMap(({ drift }) => drift);
  events.push(...silenced(context.run, previous, all));
  events.push(...(await datasetDrift(context, earlier, previous, datasets)));
  return { schema: 'exhibit/drift/v1', run: context.run, since: previous?.run ?? null, events };
}

function attestationsChanged(
  { run, configuration }: StepContext,
  attestations: readonly Attestation[],
  previous: PreviousRun | null,
): DriftEvent[] {
  const since = previous ? new Date(previous.run) : null;
  return attestationDrift(run, attestations, since, new Date(run), configuration.timezone);
}

/** Controls that were judged the last time and are not now. */
function silenced(run: string, previous: PreviousRun | null, { judged, notJudged }: JudgedAll): DriftEvent[] {
  const now = new Set(judged.map(({ result }) => result.id));
  const gone = previous?.document.controls.filter(({ id }) => !now.has(id)) ?? [];
  return gone.map(({ id, verdict }) => {
    const reason = notJudged.find((one) => one.id === id)?.reason;
    return notJudgedDrift(
      run,
      id,
      verdict,
      reason ?? 'Neither this version of Exhibit nor the configuration knows it.',
    );
  });
}
