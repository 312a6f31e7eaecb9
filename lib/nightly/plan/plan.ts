import { canonicalDocument } from '../../evidence/canonical.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import type { Standard } from '../../judging/standard.ts';
import { runFolder } from '../../locker/keys.ts';
import type { LockerContent } from '../../locker/locker.ts';
import { storeOnce } from '../../runs/write-once.ts';
import type { StepContext } from '../run-context.ts';
import { askedDatasets } from './asked-datasets.ts';

/** One dataset that a run is to have a document of. */
export interface PlannedDataset {
  readonly connection: string;
  readonly dataset: string;
  readonly provider: string;
}

/** What a run set out to do, written before anything is asked: a night that was cut off shows as one. */
export interface Plan {
  readonly schema: 'exhibit/plan/v1';
  readonly run: string;
  readonly startedAt: string;
  /** SHA-256 of the file; on AWS also of the object that it lay in, by which the whole run goes. */
  readonly configuration: { readonly sha256: string; readonly object?: string };
  /** What the run is judged by, stored beside the plan; absent in plans of before it was kept. */
  readonly standard?: { readonly sha256: string };
  readonly datasets: readonly PlannedDataset[];
}

/** Stores the plan; false where an earlier start of the same run left its own, from which this one goes on. */
export async function plan(context: StepContext, standard: Standard): Promise<boolean> {
  const { configuration, run, now, locker } = context;
  const { sha256, object } = configuration;
  const document: Plan = {
    schema: 'exhibit/plan/v1',
    run,
    startedAt: now().toISOString(),
    configuration: { sha256, ...(object === undefined ? {} : { object }) },
    standard: { sha256: sha256Of(canonicalDocument(standard)) },
    datasets: configuredDatasets(context),
  };
  return await storeOnce(locker, `${runFolder(run)}/plan.json`, canonicalDocument(document));
}

/**
 * The datasets that the run is judged by: those it set out for, although the configuration may have lost their
 * connection since, and those that a later attempt added. A connection that came into the configuration after the
 * run was cut off is no part of it.
 */
export async function datasetsOfRun(context: StepContext): Promise<readonly PlannedDataset[]> {
  const { locker, run } = context;
  const configured = configuredDatasets(context);
  const planned = (await readPlan(locker, run))?.datasets;
  if (!planned) return configured;
  const names = new Set(planned.map(nameOf));
  const present = await Promise.all(
    configured.map(async (one) => names.has(nameOf(one)) || (await locker.exists(documentKey(run, one)))),
  );
  const current = configured.filter((_, at) => present[at]);
  const known = new Set(current.map(nameOf));
  return [...current, ...planned.filter((one) => !known.has(nameOf(one)))];
}

/** Where a dataset's evidence document lies. */
export function documentKey(run: string, { connection, dataset }: Omit<PlannedDataset, 'provider'>): string {
  return `${runFolder(run)}/${connection}/${dataset}.json`;
}

function configuredDatasets({ configuration, providers }: StepContext): PlannedDataset[] {
  return configuration.connections.flatMap(({ id, provider }) =>
    askedDatasets(configuration, id, providers.get(provider)).map(({ name }) => ({
      connection: id,
      dataset: name,
      provider,
    })),
  );
}

/** Null where there is no plan, or none that can be read: a damaged one must not keep a night from being sealed. */
export async function readPlan(locker: LockerContent, run: string): Promise<Plan | null> {
  const bytes = await locker.read(`${runFolder(run)}/plan.json`);
  try {
    return bytes && (JSON.parse(bytes.toString('utf8')) as Plan);
  } catch {
    return null;
  }
}

function nameOf({ connection, dataset }: PlannedDataset): string {
  return `${connection}/${dataset}`;
}
