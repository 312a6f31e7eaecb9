import type { Connection } from '../../config/configuration.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { Dataset } from '../../evidence/dataset.ts';
import { type EvidenceDocument, isWhole } from '../../evidence/document.ts';
import type { Problem } from '../../evidence/problem.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Fetch } from '../../providers/http/fetch.ts';
import { type Exchange, recordingFetch } from '../../providers/http/recording.ts';
import { Secrets } from '../../providers/http/redact.ts';
import type { AnyProvider, CollectSession, DatasetSink } from '../../providers/provider.ts';
import { askedDatasets } from '../asked-datasets.ts';
import { type Continuations, loadContinuations } from '../earlier-runs.ts';
import { storeNotCollected } from '../not-collected.ts';
import { type CollectContext, type ProbeContext, type RunContext, silent } from '../run-context.ts';
import { storeBeside, storeOnce } from '../store.ts';
import { type CollectedDataset, collectDataset } from './dataset-collection.ts';

/**
 * Collects all datasets of one connection and stores them, documents last. Whatever the provider does, every
 * dataset ends with a document that says what came of it. A connection that an earlier attempt finished is left as it is.
 */
export async function collectConnection(
  context: RunContext,
  connection: Connection,
  earlier: readonly string[],
): Promise<void> {
  const provider = context.providers.get(connection.provider);
  if (!provider) throw new Error(`No provider ${connection.provider}.`);
  const missing = await missingDatasets(context, connection, provider);
  if (missing.length === 0) return;
  context.progress.connection({ connection: connection.id, kind: 'started' });
  const continuations = await loadContinuations(context.locker, earlier, connection.id, provider.datasets);
  const collected = await gather(context, connection, provider, continuations);
  for (const dataset of missing)
    await storeDataset(context, connection, dataset, collected.get(dataset.name));
  context.progress.connection({ connection: connection.id, kind: 'finished' });
}

/** Writes documents that say why nothing was asked. */
export async function recordNotCollected(
  context: RunContext,
  connection: Connection,
  problem: Problem,
): Promise<void> {
  const { id, provider } = connection;
  for (const { name } of askedDatasets(context.configuration, id, context.providers.get(provider)))
    await storeNotCollected(context, { connection: id, dataset: name, provider }, problem);
}

async function missingDatasets(
  context: RunContext,
  connection: Connection,
  provider: AnyProvider,
): Promise<readonly Dataset<never>[]> {
  const folder = `${runFolder(context.run)}/${connection.id}/`;
  const stored = new Set(await context.locker.names(folder));
  const asked = askedDatasets(context.configuration, connection.id, provider);
  return asked.filter((dataset) => !stored.has(`${dataset.name}.json`));
}

async function gather(
  context: RunContext,
  connection: Connection,
  provider: AnyProvider,
  continuations: Continuations,
): Promise<Map<string, CollectedDataset>> {
  const collected = new Map<string, CollectedDataset>();
  const secrets = new Secrets();
  const asked = askedDatasets(context.configuration, connection.id, provider);
  try {
    const credential = await context.secretOf(connection);
    if (credential) registerSecrets(secrets, credential);
    await provider.collect(
      session(context, connection, credential, secrets, continuations, collected) as CollectSession<never>,
    );
    for (const dataset of asked)
      if (!collected.has(dataset.name)) throw new Error(`${provider.id} did not collect ${dataset.name}`);
  } catch (error) {
    for (const dataset of asked)
      if (!collected.has(dataset.name))
        collected.set(dataset.name, await nothingOf(context, connection, dataset, error, secrets));
  }
  return collected;
}

/** Registers a token whole, and of a JSON credential each field that is secret: a provider may echo any of it. */
function registerSecrets(secrets: Secrets, credential: string): void {
  const fields = fieldsOf(credential);
  if (!fields) secrets.add(credential);
  for (const [name, value] of fields ?? [])
    if (typeof value === 'string' && /secret|token$|private_key|password/i.test(name)) secrets.add(value);
}

function fieldsOf(credential: string): [string, unknown][] | null {
  try {
    const parsed: unknown = JSON.parse(credential);
    return typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : null;
  } catch {
    return null;
  }
}

function session(
  context: CollectContext,
  connection: Connection,
  credential: string | null,
  secrets: Secrets,
  continuations: Continuations,
  collected: Map<string, CollectedDataset>,
): CollectSession {
  return {
    connection: {
      id: connection.id,
      settings: connection.settings,
      credential,
      endpoint: connection.endpoint,
      folder: context.configuration.file.replace(/[\\/][^\\/]*$/, '') || '/',
    },
    needs: {
      groups: Object.values(context.configuration.settings.vaultGroups),
      policies: context.configuration.settings.policies.filter(
        (policy) => policy.connection === connection.id,
      ),
      continuation: (dataset) => continuations.get(dataset) ?? null,
      now: new Date(context.run),
    },
    clock: context.now,
    signal: context.signal,
    async dataset<Row extends object>(
      dataset: Dataset<Row>,
      work: (sink: DatasetSink<Row>) => Promise<void>,
    ) {
      const done = await collectDataset(
        dataset,
        work,
        collectionOptions(context, connection, dataset, secrets),
      );
      collected.set(dataset.name, done);
      reportDataset(context, connection, done);
      return isWhole(done.document);
    },
  };
}

function collectionOptions(
  context: CollectContext,
  connection: Connection,
  dataset: { name: string },
  secrets: Secrets,
): Parameters<typeof collectDataset>[2] & { scratch: string } {
  const { id, provider, patience } = connection;
  return {
    header: {
      run: context.run,
      connection: id,
      provider,
      dataset: dataset.name,
      collector: context.collector,
    },
    scratch: context.scratch,
    now: context.now,
    nominal: context.nominalGiven ? new Date(context.run) : null,
    secrets,
    fetchWith: (record: (exchange: Exchange) => Promise<void>): Fetch =>
      recordingFetch({
        provider: context.providers.get(provider)?.title ?? provider,
        patienceMs: patience * 1000,
        secrets,
        now: context.now,
        record,
        ...(context.sleep ? { sleep: context.sleep } : {}),
        ...(context.random ? { random: context.random } : {}),
        ...(context.signal ? { signal: context.signal } : {}),
      }),
    onRecords: (count) =>
      context.progress.connection({ connection: id, kind: 'records', dataset: dataset.name, count }),
  };
}

/** A session for `doctor`: the same machinery, of which nothing is kept but the provider's clock. */
export async function probeSession(context: ProbeContext, connection: Connection) {
  const secrets = new Secrets();
  const credential = await context.secretOf(connection);
  if (credential) registerSecrets(secrets, credential);
  const collected = new Map<string, CollectedDataset>();
  const skews = (): number[] =>
    [...collected.values()].map(({ document }) => document.clockSkewMs).filter((skew) => skew !== null);
  const run = { ...context, run: context.now().toISOString(), nominalGiven: false, progress: silent };
  return {
    session: session(run, connection, credential, secrets, new Map(), collected),
    /** The largest difference between the provider's clock and ours, or null when no answer carried a date. */
    skewMs: () => skews().toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null,
  };
}

function nothingOf(
  context: RunContext,
  connection: Connection,
  dataset: Dataset<never>,
  error: unknown,
  secrets = new Secrets(),
): Promise<CollectedDataset> {
  return collectDataset(
    dataset,
    () => Promise.reject(error),
    collectionOptions(context, connection, dataset, secrets),
  );
}

function reportDataset(
  context: CollectContext,
  connection: Connection,
  { document }: CollectedDataset,
): void {
  context.progress.connection({
    connection: connection.id,
    kind: 'dataset',
    dataset: document.dataset,
    completeness: document.completeness,
    count: document.population.records,
    problem: document.problem?.message ?? null,
  });
}

async function storeDataset(
  context: RunContext,
  connection: Connection,
  dataset: { name: string },
  collected: CollectedDataset | undefined,
): Promise<void> {
  if (!collected) throw new Error(`Nothing came of ${connection.id}/${dataset.name}.`);
  const folder = `${runFolder(context.run)}/${connection.id}`;
  const stem = `${folder}/${dataset.name}`;
  const { records, raw } = collected;
  const nameOf = (key: string): string => key.slice(folder.length + 1);
  const stored = async (ending: string, file: NonNullable<typeof raw>) => ({
    path: nameOf(await storeBeside(context.locker, stem, ending, { file: file.path, sha256: file.sha256 })),
    sha256: file.sha256,
    bytes: file.bytes,
  });
  const document: EvidenceDocument = {
    ...collected.document,
    raw: raw ? await stored('raw.ndjson.gz', raw) : null,
    records: records
      ? { ...(await stored('ndjson', records)), count: records.count, order: collected.order }
      : null,
  };
  await storeOnce(context.locker, `${stem}.json`, canonicalDocument(document));
}
