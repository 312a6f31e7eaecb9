import { join } from 'node:path';
import { catalog, catalogSha256 } from '../../controls/catalog.ts';
import type { Control } from '../../controls/control.ts';
import { waiversInForce } from '../../controls/waivers.ts';
import type { DriftDocument, DriftEvent } from '../../drift/event.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import { runFolder } from '../../locker/keys.ts';
import { lineWriter } from '../../locker/line-writer.ts';
import type { RunContext } from '../run-context.ts';
import { storeBeside, storeOnce } from '../store.ts';
import { datasetDrift } from './dataset-drift.ts';
import { type DatasetResult, type FindingsDocument, runStatus } from './findings-document.ts';
import { type JudgedControl, judgeControl } from './judge-control.ts';
import { type PreviousRun, readFindings, readPrevious } from './previous.ts';
import { inputFor, loadDatasets, type RunDataset } from './views.ts';

/**
 * Judges what was collected and says what changed since the last sealed run. Stores `findings.ndjson`,
 * `drift.json` and, last, `findings.json`; a run that has the last of them is left as it is.
 */
export async function conclude(context: RunContext, earlier: readonly string[]): Promise<FindingsDocument> {
  const done = await readFindings(context.locker, context.run);
  if (done) return done;
  const last = earlier.at(-1);
  const previous = last === undefined ? null : await readPrevious(context.locker, last);
  const datasets = await loadDatasets(context, earlier);
  const { judged, notJudged, file } = judgeAll(context, datasets, previous);
  const folder = runFolder(context.run);
  const key = await storeBeside(context.locker, `${folder}/findings`, 'ndjson', {
    file: file.path,
    sha256: file.sha256,
  });
  const { sha256, bytes, count } = file;
  const document: FindingsDocument = {
    ...headerOf(context, previous),
    ...datasetsOf(datasets),
    controls: judged.map(({ result }) => result),
    notJudged,
    findings: { path: key.slice(folder.length + 1), sha256, bytes, count, order: 'control, subject' },
  };
  const drift = await driftOf(context, previous, datasets, judged);
  await storeOnce(context.locker, `${folder}/drift.json`, canonicalDocument(drift));
  await storeOnce(context.locker, `${folder}/findings.json`, canonicalDocument(document));
  return document;
}

function headerOf({ configuration, run }: RunContext, previous: PreviousRun | null) {
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

function judgeAll(context: RunContext, datasets: readonly RunDataset[], previous: PreviousRun | null) {
  const { configuration, run, scratch } = context;
  const now = new Date(run);
  const path = join(scratch, 'findings.ndjson');
  const file = lineWriter(path);
  const judged: JudgedControl[] = [];
  const notJudged: { id: string; reason: string; by: 'configuration' | 'scope' }[] = [];
  const connected = [...new Set(configuration.connections.map(({ provider }) => provider))];
  for (const control of catalog) {
    const choice = configuration.controls.get(control.id) ?? { parameters: control.parameters.parse({}) };
    const outside = outOfScope(control, connected);
    if ('off' in choice) notJudged.push({ id: control.id, reason: choice.off, by: 'configuration' });
    else if (outside !== null) notJudged.push({ id: control.id, reason: outside, by: 'scope' });
    else {
      const input = inputFor(
        control,
        choice.parameters,
        { now, settings: configuration.settings, datasets },
        previous,
      );
      const waivers = waiversInForce(configuration.waivers, control.id, now, configuration.timezone);
      judged.push(judgeControl(control, input, { run, now, waivers, file, previous, scratch }));
    }
  }
  return { judged, notJudged, file: { path, ...file.finish() } };
}

/** Why a control does not apply to the connections there are, or null. */
function outOfScope(control: Control, connected: readonly string[]): string | null {
  if (control.applies) return control.applies(connected);
  const missing = control.needs.find((need) => !need.optional && !connected.includes(need.provider));
  return missing ? `No ${missing.provider} connection is configured.` : null;
}

async function driftOf(
  context: RunContext,
  previous: PreviousRun | null,
  datasets: readonly RunDataset[],
  judged: readonly JudgedControl[],
): Promise<DriftDocument> {
  const events: DriftEvent[] = judged.flatMap(({ drift }) => drift);
  events.push(...(await datasetDrift(context, previous, datasets)));
  return { schema: 'exhibit/drift/v1', run: context.run, since: previous?.run ?? null, events };
}
