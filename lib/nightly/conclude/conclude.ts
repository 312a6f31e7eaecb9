import { createHash } from 'node:crypto';
import { catalogSha256 } from '../../controls/catalog.ts';
import { attestationDrift } from '../../drift/attestations.ts';
import { credentialDrift } from '../../drift/credentials.ts';
import type { DriftDocument, DriftEvent } from '../../drift/event.ts';
import { type StandardChange, standardDrift } from '../../drift/standard/standard.ts';
import { waiverDrift } from '../../drift/waivers.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { CredentialEnd } from '../../judging/ends.ts';
import { withinExpiry } from '../../judging/local-date.ts';
import type { Standard } from '../../judging/standard.ts';
import type { Waiver } from '../../judging/waivers.ts';
import { runFolder } from '../../locker/keys.ts';
import { datasetOf } from '../../providers/dataset-of.ts';
import { readAttestations } from '../../runs/attestations.ts';
import { type DatasetResult, type FindingsDocument, runStatus } from '../../runs/findings-document.ts';
import { type PreviousRun, readFindings, readPrevious } from '../../runs/read-findings.ts';
import { readStandard, standardName } from '../../runs/standard.ts';
import { storeBeside, storeOnce } from '../../runs/write-once.ts';
import { standardOf } from '../plan/standard.ts';
import type { StepContext } from '../run-context.ts';
import { controlDrift } from './control-drift.ts';
import { credentialEnds } from './credential-ends.ts';
import { datasetDrift } from './dataset-drift.ts';
import { type Judgeable, type JudgedAll, judgeAll } from './judge-all.ts';
import { loadDatasets, type RunDataset } from './views.ts';

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
  const standard = await standardOf(context);
  const { run, scratch } = context;
  const judgeable: Judgeable = { run, standard, datasets, previous, datasetOf, scratch };
  const all = judgeAll(judgeable);
  const credentials = credentialEnds(
    datasets.map(({ document }) => document),
    previous?.document.credentials ?? [],
    standard.timezone,
  );
  const drift = await driftOf(context, earlier, judgeable, all, credentials);
  for (const dataset of datasets) dataset.close();
  // Judging may have taken long. Where another attempt was quicker, its findings stand, and the run may be closed by now.
  const others = await readFindings(context.locker, context.run);
  if (others) return others;
  const document: FindingsDocument = {
    ...headerOf(context, standard, previous),
    ...datasetsOf(datasets),
    controls: all.judged.map(({ result }) => result),
    notJudged: all.notJudged,
    attestations: words.map(({ path, sha256, attestation: { control, by, at, expires } }) => {
      return { path, sha256, control, by, at, expires };
    }),
    credentials,
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

function headerOf({ configuration, run }: StepContext, standard: Standard, previous: PreviousRun | null) {
  const { organization, timezone, schedule, waivers } = standard;
  const { sha256 } = configuration;
  return {
    schema: 'exhibit/findings/v1' as const,
    run,
    organization,
    timezone,
    schedule,
    configuration: { sha256 },
    standard: { path: standardName },
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

async function driftOf(
  context: StepContext,
  earlier: readonly string[],
  judgeable: Judgeable,
  all: JudgedAll,
  credentials: readonly CredentialEnd[],
): Promise<DriftDocument> {
  const { previous, run, standard } = judgeable;
  const since = previous ? new Date(previous.run) : null;
  const change: StandardChange | null = previous && {
    before: await readStandard(context.locker, previous.run),
    after: standard,
    now: new Date(run),
  };
  const events: DriftEvent[] = [
    ...(change ? standardDrift(run, change) : []),
    ...controlDrift(judgeable, all, change),
    ...(await datasetDrift(context, earlier, judgeable)),
    ...waiverDrift(run, waiversOf(change, standard), since, new Date(run), standard.timezone),
    ...attestationDrift(run, standard.attestations, since, new Date(run), standard.timezone),
    ...credentialDrift(run, credentials, since, standard.timezone),
  ];
  return { schema: 'exhibit/drift/v1', run, since: previous?.run ?? null, events };
}

/** Also those that were cleared away since: that they ended is told all the same. */
function waiversOf(change: StandardChange | null, { waivers }: Standard): readonly Waiver[] {
  const before = change?.before?.waivers ?? [];
  const isThere = (one: Waiver): boolean =>
    waivers.some(
      ({ control, subject, expires }) =>
        `${control} ${subject} ${expires}` === `${one.control} ${one.subject} ${one.expires}`,
    );
  return [...waivers, ...before.filter((one) => !isThere(one) && isEnded(one, change))];
}

function isEnded({ expires }: Waiver, change: StandardChange | null): boolean {
  return change !== null && !withinExpiry(expires, change.now, change.after.timezone);
}
