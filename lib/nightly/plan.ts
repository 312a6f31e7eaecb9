import { canonicalDocument } from '../evidence/canonical.ts';
import { runFolder } from '../locker/keys.ts';
import type { RunContext } from './run-context.ts';
import { storeOnce } from './store.ts';

/** What a run set out to do, written before anything is asked: a night that was cut off shows as one. */
export interface Plan {
  readonly schema: 'exhibit/plan/v1';
  readonly run: string;
  readonly startedAt: string;
  readonly configuration: { readonly sha256: string };
  readonly datasets: readonly { readonly connection: string; readonly dataset: string }[];
}

/** Stores the plan. A second attempt at the same run finds the first one's and goes on from there. */
export async function plan(context: RunContext): Promise<void> {
  const { configuration, providers, run, now, locker } = context;
  const datasets = configuration.connections.flatMap(({ id, provider }) =>
    (providers.get(provider)?.datasets ?? []).map(({ name }) => ({ connection: id, dataset: name })),
  );
  const document: Plan = {
    schema: 'exhibit/plan/v1',
    run,
    startedAt: now().toISOString(),
    configuration: { sha256: configuration.sha256 },
    datasets,
  };
  await storeOnce(locker, `${runFolder(run)}/plan.json`, canonicalDocument(document));
}
