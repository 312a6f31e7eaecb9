import { catalogSha256 } from '../../controls/catalog.ts';
import { attestationDrift } from '../../drift/attestations.ts';
import { type Baseline, baselineDrift } from '../../drift/baselines.ts';
import { credentialDrift } from '../../drift/credentials.ts';
import type { DriftDocument, DriftEvent } from '../../drift/event.ts';
import { type StandardChange, standardDrift } from '../../drift/standard/standard.ts';
import { waiverDrift } from '../../drift/waivers.ts';
import { attestationInForce } from '../../judging/attestation.ts';
import { connectionSetting } from '../../judging/control.ts';
import type { CredentialEnd } from '../../judging/expirations.ts';
import type { Finding } from '../../judging/finding.ts';
import { withinExpiry } from '../../judging/local-date.ts';
import { type OwnApproval, ownApprovals } from '../../judging/own-approvals.ts';
import type { Standard } from '../../judging/standard.ts';
import type { Waiver } from '../../judging/waivers.ts';
import { fileRecords } from '../../locker/file-lines.ts';
import { datasetOf } from '../../providers/dataset-of.ts';
import { type DatasetResult, type FindingsDocument, runStatus } from '../../runs/findings-document.ts';
import { readPrevious } from '../../runs/read-findings.ts';
import { readStandard, standardName } from '../../runs/standard.ts';
import { controlDrift } from './control-drift.ts';
import { credentialEnds } from './credential-ends.ts';
import { datasetDrift } from './dataset-drift.ts';
import { type Judgeable, type JudgedAll, judgeAll } from './judge-all.ts';
import type { ConclusionSource } from './source.ts';
import { loadDatasets, type RunDataset } from './views.ts';

/** What a run comes to, before any of it is stored. */
export interface Conclusion {
  /** The lines of findings, in a file of the scratch folder. */
  readonly file: JudgedAll['file'];
  readonly drift: DriftDocument;
  /** What `findings.json` says besides where these two lie. */
  readonly body: ConcludedBody;
}

/** The parts of `findings.json` that follow from the locker. */
export type ConcludedBody = Omit<FindingsDocument, 'configuration' | 'attestations' | 'findings' | 'drift'>;

/** Judges a run, and says what changed since the one before. Writes nothing but in the scratch folder. */
export async function concludeFrom(source: ConclusionSource): Promise<Conclusion> {
  const { earlier, locker, run, scratch, standard } = source;
  const previous = await readPrevious(locker, earlier);
  const datasets = await loadDatasets(source);
  const judgeable: Judgeable = { run, standard, datasets, previous, datasetOf, scratch };
  const all = judgeAll(judgeable);
  const credentials = credentialEnds(
    datasets.map(({ document }) => document),
    previous?.document.credentials ?? [],
    standard.timezone,
  );
  const drift = await driftOf(source, judgeable, all, credentials);
  for (const dataset of datasets) dataset.close();
  return { file: all.file, drift, body: { ...bodyOf(judgeable, all), credentials } };
}

function bodyOf(judgeable: Judgeable, all: JudgedAll): ConcludedBody {
  const { datasets, previous, run, standard } = judgeable;
  const { organization, timezone, schedule, waivers } = standard;
  return {
    schema: 'exhibit/findings/v1',
    run,
    organization,
    timezone,
    schedule,
    standard: { path: standardName },
    catalog: { sha256: catalogSha256() },
    previous: previous?.run ?? null,
    waivers,
    ...datasetsOf(datasets),
    controls: all.judged.map(({ result }) => result),
    notJudged: all.notJudged,
    ownApprovals: approvalsIn(judgeable, all),
  };
}

/** Reads the findings again only where something was approved or attested. */
function approvalsIn(
  { run, standard }: Judgeable,
  { file, judged, people }: JudgedAll,
): readonly OwnApproval[] {
  const { attestations, timezone } = standard;
  return judged.flatMap(({ result: { id, lines, subjects } }) => {
    const attestation = attestationInForce(attestations, id, new Date(run), timezone);
    if (attestation === null && subjects.waived === 0) return [];
    return ownApprovals(
      { findings: fileRecords<Finding>(file.path, lines), attestation },
      standard,
      people(),
    );
  });
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
  source: ConclusionSource,
  judgeable: Judgeable,
  all: JudgedAll,
  credentials: readonly CredentialEnd[],
): Promise<DriftDocument> {
  const { previous, run, standard } = judgeable;
  const since = previous ? new Date(previous.run) : null;
  const change: StandardChange | null = previous && {
    before: await readStandard(source.locker, previous.run),
    after: standard,
    now: new Date(run),
  };
  const events: DriftEvent[] = [
    ...(change ? standardDrift(run, change) : []),
    ...controlDrift(judgeable, all, change),
    ...(await datasetDrift(source, judgeable)),
    ...waiverDrift(run, waiversOf(change, standard), since, new Date(run), standard.timezone),
    ...attestationDrift(run, standard.attestations, since, new Date(run), standard.timezone),
    ...credentialDrift(run, credentials, since, standard.timezone),
    ...baselineDrift(run, baselinesOf(judgeable), since),
  ];
  return { schema: 'exhibit/drift/v1', run, since: previous?.run ?? null, events };
}

/** The baselines that datasets were derived from, with how old they may get. */
function baselinesOf({ datasets, standard }: Judgeable): readonly Baseline[] {
  return datasets.flatMap(({ document: { connection, exportedAt, origin } }) => {
    const days = connectionSetting(standard, connection, 'maxAgeDays');
    return origin === 'derived' && exportedAt && typeof days === 'number'
      ? [{ connection, at: exportedAt, days }]
      : [];
  });
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
