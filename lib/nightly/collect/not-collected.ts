import { canonicalDocument } from '../../evidence/canonical.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import type { Problem } from '../../evidence/problem.ts';
import { storeOnce } from '../../runs/write-once.ts';
import { datasetsOfRun, documentKey, type PlannedDataset } from '../plan/plan.ts';
import type { StepContext } from '../run-context.ts';

/** The document of a dataset that nothing was asked for, which says why. */
export function notCollected(
  { run, now, collector }: Pick<StepContext, 'run' | 'now' | 'collector'>,
  { connection, dataset, provider }: PlannedDataset,
  problem: Problem,
): EvidenceDocument {
  const at = now().toISOString();
  return {
    schema: 'exhibit/evidence/v1',
    run,
    connection,
    provider,
    dataset,
    collector,
    origin: 'api',
    tenant: null,
    principal: null,
    scopes: [],
    startedAt: at,
    finishedAt: at,
    clockSkewMs: null,
    completeness: 'failed',
    problem,
    population: { records: 0, strata: {} },
    requests: [],
    records: null,
    raw: null,
  };
}

/** Stores that document, unless there is one of the dataset already. */
export async function storeNotCollected(
  context: StepContext,
  dataset: PlannedDataset,
  problem: Problem,
): Promise<void> {
  const key = documentKey(context.run, dataset);
  if (await context.locker.exists(key)) return;
  await storeOnce(context.locker, key, canonicalDocument(notCollected(context, dataset, problem)));
}

/** Sees to it that every dataset of the run has a document: those that have none say why. */
export async function recordMissing(
  context: StepContext,
  problemOf: (dataset: PlannedDataset) => Problem,
): Promise<void> {
  for (const dataset of await datasetsOfRun(context))
    await storeNotCollected(context, dataset, problemOf(dataset));
}
