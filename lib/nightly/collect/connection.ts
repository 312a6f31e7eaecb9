import type { Connection } from '../../config/configuration.ts';
import type { Dataset } from '../../evidence/dataset.ts';
import type { Problem } from '../../evidence/problem.ts';
import { Secrets } from '../../http/redact.ts';
import { runFolder } from '../../locker/keys.ts';
import { ownFailure } from '../../locker/own-failure.ts';
import type { AnyProvider, CollectSession } from '../../providers/provider.ts';
import type { Recalled } from '../../providers/reader.ts';
import { nothingRecalled, recallFor } from '../../runs/recall.ts';
import { type Continuations, loadContinuations } from '../../runs/run-history.ts';
import { askedDatasets } from '../plan/asked-datasets.ts';
import type { CollectContext, ProbeContext, StepContext } from '../run-context.ts';
import { registerSecrets } from './credential-secrets.ts';
import { type CollectedDataset, collectDataset } from './dataset-collection.ts';
import { storeNotCollected } from './not-collected.ts';
import { recordedDataset } from './recorded-dataset.ts';
import { type Checkpoint, openResumption, type Resumption } from './resume/resumption.ts';
import { collectionOptions, type SessionOptions, session } from './session.ts';
import { storeDataset } from './store-dataset.ts';

/**
 * Collects all datasets of one connection and stores each when it is done. Whatever the provider does, every dataset
 * ends with a document that says what came of it. A connection that an earlier attempt finished is left as it is.
 *
 * With `checkpoint`, the time may be up before the end: what there is then lies in the work store, and the cursor that is
 * returned goes on from there. Null: every dataset has its document.
 */
export async function collectConnection(
  context: CollectContext,
  connection: Connection,
  earlier: readonly string[],
  checkpoint: Checkpoint | null = null,
): Promise<string | null> {
  const provider = context.providers.get(connection.provider);
  if (!provider) throw new Error(`No provider ${connection.provider}.`);
  const missing = await missingDatasets(context, connection, provider);
  if (missing.length === 0) return null;
  const { id } = connection;
  context.progress.connection({ connection: id, kind: 'started' });
  const asked = askedDatasets(context.configuration, id, provider);
  const continuations = await loadContinuations(context.locker, earlier, id, asked);
  const recalled = await recallFor(provider, { ...context, earlier, connection });
  const resumption = checkpoint && (await openResumption(context, id, checkpoint));
  await collectInto(context, connection, provider, { continuations, missing, recalled, resumption });
  if (resumption?.deadlineReached) return await resumption.save();
  context.progress.connection({ connection: id, kind: 'finished' });
  return null;
}

/** Writes documents that say why nothing was asked. */
export async function recordNotCollected(
  context: StepContext,
  connection: Connection,
  problem: Problem,
): Promise<void> {
  const { id, provider } = connection;
  for (const { name } of askedDatasets(context.configuration, id, context.providers.get(provider)))
    await storeNotCollected(context, { connection: id, dataset: name, provider }, problem);
}

async function missingDatasets(
  context: StepContext,
  connection: Connection,
  provider: AnyProvider,
): Promise<readonly Dataset<never>[]> {
  const folder = `${runFolder(context.run)}/${connection.id}/`;
  const stored = new Set(await context.locker.names(folder));
  const asked = askedDatasets(context.configuration, connection.id, provider);
  return asked.filter((dataset) => !stored.has(`${dataset.name}.json`));
}

interface Gathering {
  readonly continuations: Continuations;
  readonly missing: readonly Dataset<never>[];
  readonly recalled: Recalled;
  readonly resumption: Resumption | null;
}

async function collectInto(
  context: CollectContext,
  connection: Connection,
  provider: AnyProvider,
  { continuations, missing, recalled, resumption }: Gathering,
): Promise<void> {
  const secrets = new Secrets();
  const done = new Set<string>();
  const wanted = new Set(missing.map(({ name }) => name));
  /** What went wrong with our own disk or store, which is nothing that the provider did. */
  let unstored: { readonly error: unknown } | undefined;
  const fail = (error: unknown): never => {
    unstored ??= { error };
    throw error;
  };
  const keep = async (collected: CollectedDataset): Promise<void> => {
    const { dataset } = collected.document;
    if (unstored) throw unstored.error;
    done.add(dataset);
    if (!wanted.has(dataset)) return;
    reportDataset(context, connection, collected);
    await storeDataset(context, connection, collected).catch(fail);
  };
  const recorded: SessionOptions['recorded'] = async (dataset, form) =>
    wanted.has(dataset) ? null : await recordedDataset(context, connection, dataset, { form, fail });
  const options = { context, connection, secrets, continuations, recalled, resumption, keep, recorded, fail };
  let failure: unknown;
  try {
    const credential = await context.secretOf(connection);
    if (credential) registerSecrets(secrets, credential);
    await provider.collect(session({ ...options, credential }) as CollectSession<never>);
  } catch (error) {
    failure = error;
  }
  if (unstored) throw unstored.error;
  const own = ownFailure(failure);
  if (own) throw own;
  if (resumption?.deadlineReached) return;
  for (const dataset of missing) {
    if (done.has(dataset.name)) continue;
    const error = failure ?? new Error(`${provider.id} did not collect ${dataset.name}`);
    await keep(await nothingOf({ ...options, credential: null }, dataset, error));
  }
}

function nothingOf(
  options: SessionOptions,
  dataset: Dataset<never>,
  error: unknown,
): Promise<CollectedDataset> {
  return collectDataset(dataset, () => Promise.reject(error), collectionOptions(options, dataset, null));
}

/** A session for `doctor`: the same machinery, of which nothing is kept but the provider's clock. */
export async function probeSession(context: ProbeContext, connection: Connection) {
  const secrets = new Secrets();
  const credential = await context.secretOf(connection);
  if (credential) registerSecrets(secrets, credential);
  const skews: number[] = [];
  const keep = async ({ document }: CollectedDataset): Promise<void> => {
    if (document.clockSkewMs !== null) skews.push(document.clockSkewMs);
  };
  const run = { ...context, run: context.now().toISOString(), nominalGiven: false };
  const nothing = {
    continuations: new Map(),
    recalled: nothingRecalled,
    resumption: null,
    recorded: async () => null,
  };
  return {
    session: session({ context: run, connection, credential, secrets, keep, fail: rethrow, ...nothing }),
    /** The largest difference between the provider's clock and ours, or null when no answer carried a date. */
    skewMs: () => skews.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null,
  };
}

function rethrow(error: unknown): never {
  throw error;
}

function reportDataset(context: StepContext, connection: Connection, { document }: CollectedDataset): void {
  context.progress.connection({
    connection: connection.id,
    kind: 'dataset',
    dataset: document.dataset,
    completeness: document.completeness,
    count: document.population.records,
    problem: document.problem?.message ?? null,
  });
}
