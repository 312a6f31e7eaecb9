import { collectionDrift } from '../../drift/collections.ts';
import { type DriftEvent, driftEvent } from '../../drift/event.ts';
import { settingDrift } from '../../drift/settings.ts';
import { vaultDrift } from '../../drift/vaults.ts';
import { waiverDrift } from '../../drift/waivers.ts';
import type { GooglePolicy } from '../../evidence/datasets/google-workspace.ts';
import type { OnePasswordAccess, OnePasswordVault } from '../../evidence/datasets/onepassword.ts';
import { isWhole } from '../../evidence/document.ts';
import { fileRecords } from '../../locker/lines.ts';
import type { PreviousRun } from '../../runs/read-findings.ts';
import { lastWhole } from '../../runs/run-history.ts';
import type { StepContext } from '../run-context.ts';
import type { RunDataset } from './views.ts';

/** What changed besides verdicts: collections, settings, vault membership, waivers. */
export async function datasetDrift(
  context: StepContext,
  earlier: readonly string[],
  previous: PreviousRun | null,
  datasets: readonly RunDataset[],
): Promise<readonly DriftEvent[]> {
  const { run, configuration } = context;
  const since = previous ? new Date(previous.run) : null;
  const waivers = waiverDrift(run, configuration.waivers, since, new Date(run), configuration.timezone);
  if (!previous) return [baseline(run, datasets), ...waivers];
  const documents = datasets.map(({ document }) => document);
  const connections = [...new Set(documents.map(({ connection }) => connection))];
  const changed = await Promise.all(
    connections.map(async (connection) => [
      ...(await settingsChanged(context, earlier, datasets, connection)),
      ...(await vaultsChanged(context, earlier, datasets, connection)),
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

/** Local paths of datasets of one connection as they were when last seen whole, and as they are now. */
interface Compared {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Compares with the last night on which these datasets were all seen whole, which may lie further back than the
 * last night: what changed during an outage is told when it is over. Null where tonight is not whole.
 */
async function compared(
  context: StepContext,
  earlier: readonly string[],
  datasets: readonly RunDataset[],
  connection: string,
  names: readonly string[],
): Promise<Compared | null> {
  const after = names.flatMap((name) => {
    const now = datasets.find(({ document: one }) => one.connection === connection && one.dataset === name);
    return now?.path && isWhole(now.document) ? [now.path] : [];
  });
  if (after.length !== names.length) return null;
  const before = await lastWhole(context.locker, earlier, connection, names);
  return before && { before, after };
}

async function settingsChanged(
  context: StepContext,
  earlier: readonly string[],
  datasets: readonly RunDataset[],
  connection: string,
): Promise<readonly DriftEvent[]> {
  const both = await compared(context, earlier, datasets, connection, ['two-step-policies']);
  if (!both) return [];
  const policies = ([path = '']: readonly string[]) => fileRecords<GooglePolicy>(path);
  return settingDrift(context.run, policies(both.before), policies(both.after));
}

async function vaultsChanged(
  context: StepContext,
  earlier: readonly string[],
  datasets: readonly RunDataset[],
  connection: string,
): Promise<readonly DriftEvent[]> {
  const both = await compared(context, earlier, datasets, connection, ['vaults', 'vault-access']);
  if (!both) return [];
  const snapshot = ([vaults = '', access = '']: readonly string[]) => ({
    vaults: fileRecords<OnePasswordVault>(vaults),
    access: fileRecords<OnePasswordAccess>(access),
  });
  return vaultDrift(context.run, snapshot(both.before), snapshot(both.after));
}
