import { collectionDrift } from '../../drift/collections.ts';
import { type DriftEvent, driftEvent } from '../../drift/event.ts';
import { settingDrift } from '../../drift/settings.ts';
import { vaultDrift } from '../../drift/vaults.ts';
import { waiverDrift } from '../../drift/waivers.ts';
import type { GooglePolicy } from '../../evidence/records/google-workspace.ts';
import type { OnePasswordAccess, OnePasswordVault } from '../../evidence/records/onepassword.ts';
import { fileRecords } from '../../locker/lines.ts';
import type { RunContext } from '../run-context.ts';
import type { PreviousRun } from './previous.ts';
import type { RunDataset } from './views.ts';

/** What changed besides verdicts: collections, settings, vault membership, waivers. */
export async function datasetDrift(
  context: RunContext,
  previous: PreviousRun | null,
  datasets: readonly RunDataset[],
): Promise<readonly DriftEvent[]> {
  const { run, configuration } = context;
  const since = previous ? new Date(previous.run) : null;
  const waivers = waiverDrift(run, configuration.waivers, since, new Date(run), configuration.timezone);
  if (!previous) return [baseline(run, datasets), ...waivers];
  const documents = datasets.map(({ document }) => document);
  const changed = await Promise.all(
    configuration.connections.map(async ({ id }) => [
      ...(await settingsChanged(run, id, previous, datasets)),
      ...(await vaultsChanged(run, id, previous, datasets)),
    ]),
  );
  return [...collectionDrift(run, previous.evidence, documents), ...changed.flat(), ...waivers];
}

function baseline(run: string, datasets: readonly RunDataset[]): DriftEvent {
  const records = datasets.reduce((sum, { document }) => sum + document.population.records, 0);
  const message = `First run: ${records} records in ${datasets.length} datasets are what later nights are compared with.`;
  return driftEvent(run, {
    type: 'baseline',
    control: null,
    subject: null,
    before: null,
    after: null,
    message,
  });
}

/** Local paths of a dataset then and now, when both were seen whole. */
async function bothWhole(
  previous: PreviousRun,
  datasets: readonly RunDataset[],
  connection: string,
  dataset: string,
): Promise<{ before: string; after: string } | null> {
  const before = await previous.records(connection, dataset);
  const now = datasets.find(
    ({ document }) => document.connection === connection && document.dataset === dataset,
  );
  if (!before || !now?.path || now.document.problem) return null;
  return { before, after: now.path };
}

async function settingsChanged(
  run: string,
  connection: string,
  previous: PreviousRun,
  datasets: readonly RunDataset[],
): Promise<readonly DriftEvent[]> {
  const both = await bothWhole(previous, datasets, connection, 'two-step-policies');
  return both
    ? settingDrift(run, fileRecords<GooglePolicy>(both.before), fileRecords<GooglePolicy>(both.after))
    : [];
}

async function vaultsChanged(
  run: string,
  connection: string,
  previous: PreviousRun,
  datasets: readonly RunDataset[],
): Promise<readonly DriftEvent[]> {
  const vaults = await bothWhole(previous, datasets, connection, 'vaults');
  const access = await bothWhole(previous, datasets, connection, 'vault-access');
  if (!vaults || !access) return [];
  const snapshot = (which: 'before' | 'after') => ({
    vaults: fileRecords<OnePasswordVault>(vaults[which]),
    access: fileRecords<OnePasswordAccess>(access[which]),
  });
  return vaultDrift(run, snapshot('before'), snapshot('after'));
}
