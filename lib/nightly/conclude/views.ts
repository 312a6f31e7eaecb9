import type { ControlInput, ControlSettings, DatasetView } from '../../controls/control.ts';
import type { Finding } from '../../controls/finding.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { runFolder } from '../../locker/keys.ts';
import { fileRecords } from '../../locker/lines.ts';
import { earlierRecords, readEvidence } from '../earlier-runs.ts';
import type { RunContext } from '../run-context.ts';
import { runId } from '../run-id.ts';
import type { PreviousRun } from './previous.ts';

/** A dataset of this run, with its records where there are any. */
export interface RunDataset extends DatasetView {
  readonly path: string | null;
}

/** Every dataset of every configured connection of this run, in the configuration's order. */
export async function loadDatasets(
  context: RunContext,
  earlier: readonly string[],
): Promise<readonly RunDataset[]> {
  const documents: EvidenceDocument[] = [];
  for (const { id, provider } of context.configuration.connections)
    for (const { name } of context.providers.get(provider)?.datasets ?? []) {
      const document = await readEvidence(context.locker, context.run, id, name);
      if (document) documents.push(document);
    }
  const since = documents
    .map(({ exportedAt }) => exportedAt)
    .filter((at) => typeof at === 'string')
    .sort()[0];
  return Promise.all(documents.map((document) => viewOf(context, document, earlier, since)));
}

async function viewOf(
  context: RunContext,
  document: EvidenceDocument,
  earlier: readonly string[],
  since: string | undefined,
): Promise<RunDataset> {
  const { connection, dataset, records } = document;
  const path =
    records && (await context.locker.local(`${runFolder(context.run)}/${connection}/${records.path}`));
  const provider = context.providers.get(document.provider);
  const continues = provider?.datasets.find(({ name }) => name === dataset)?.continues === true;
  const before =
    continues && since !== undefined
      ? await earlierRecords(context.locker, earlier, connection, dataset, since)
      : [];
  return {
    document,
    path,
    records: () => (path ? fileRecords(path) : []),
    earlier: (from) => recordsSince(before, from),
  };
}

/** Events carry their time; a night's file may begin before it. */
function* recordsSince(paths: readonly string[], since: string): Generator<unknown> {
  for (const path of paths)
    for (const record of fileRecords<{ timestamp?: string }>(path))
      if (record.timestamp === undefined || record.timestamp >= since) yield record;
}

/** What a control is given. */
export function inputFor(
  control: { id: string },
  parameters: unknown,
  run: { now: Date; settings: ControlSettings; datasets: readonly RunDataset[] },
  previous: PreviousRun | null,
): ControlInput {
  let failing: Map<string, string> | undefined;
  return {
    now: run.now,
    firstJudged: previous?.control(control.id)?.firstJudged ?? runId(run.now),
    parameters,
    settings: run.settings,
    documents: run.datasets.map(({ document }) => document),
    datasets: <Row>(provider: string, dataset: string) =>
      run.datasets.filter(
        ({ document }) => document.provider === provider && document.dataset === dataset,
      ) as readonly DatasetView<Row>[],
    since: (subject) => {
      failing ??= failingSince(previous?.findings(control.id) ?? []);
      return failing.get(subject) ?? null;
    },
  };
}

function failingSince(findings: Iterable<Finding>): Map<string, string> {
  const found = new Map<string, string>();
  for (const finding of findings)
    if ((finding.carried ?? finding.verdict) === 'fail' && finding.since)
      found.set(finding.subject, finding.since);
  return found;
}
