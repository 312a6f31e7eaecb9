import { collectionDrift } from '../../drift/collections.ts';
import { type DriftEvent, driftEvent } from '../../drift/event.ts';
import { settingDrift } from '../../drift/settings.ts';
import { type VaultSnapshot, vaultDrift, type WhoAre } from '../../drift/vaults.ts';
import type { AccessChange, ComparedAccess, ComparedSettings, NamedVault } from '../../evidence/compared.ts';
import { days } from '../../evidence/day.ts';
import { type EvidenceDocument, isWhole } from '../../evidence/document.ts';
import type { DatasetView } from '../../judging/control.ts';
import { datasetReader } from '../../judging/dataset-reader.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { readPeople } from '../../judging/people/read-people.ts';
import type { Standard } from '../../judging/standard.ts';
import { entryOf, needToKnowEntries } from '../../judging/vaults/need-to-know-list.ts';
import { fileRecords } from '../../locker/file-lines.ts';
import { datasetOf } from '../../providers/dataset-of.ts';
import { lastWhole } from '../../runs/run-history.ts';
import type { Judgeable } from './judge-all.ts';
import type { ConclusionSource } from './source.ts';
import type { RunDataset } from './views.ts';

/** What changed besides verdicts: collections, settings, vault membership, waivers. */
export async function datasetDrift(
  source: ConclusionSource,
  { datasets, previous, run, standard }: Judgeable,
): Promise<readonly DriftEvent[]> {
  if (!previous) return [baseline(run, datasets)];
  const documents = datasets.map(({ document }) => document);
  const changed = await Promise.all(
    documents.map((document) => changesOf(source, { datasets, standard }, document)),
  );
  return [...collectionDrift(run, previous.evidence, documents), ...changed.flat()];
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

/** Each dataset’s own declaration knows what its records are. */
type Records = () => Iterable<never>;

/** Datasets of one connection as they were when last seen whole, and as they are now. */
interface Compared {
  readonly before: readonly Records[];
  readonly after: readonly Records[];
  /** The night that tonight is compared with. */
  readonly since: string;
}

/**
 * Compares with the last night on which these datasets were all seen whole, which may lie further back than the
 * last night: what changed during an outage is told when it is over. Null where tonight is not whole.
 */
async function compared(
  { earlier, locker }: ConclusionSource,
  datasets: readonly RunDataset[],
  connection: string,
  names: readonly string[],
): Promise<Compared | null> {
  const after = names.flatMap((name) => {
    const now = datasets.find(({ document: one }) => one.connection === connection && one.dataset === name);
    return now?.path && isWhole(now.document) ? [(now.view as DatasetView<never>).records] : [];
  });
  if (after.length !== names.length) return null;
  const before = await lastWhole(locker, earlier, connection, names);
  return (
    before && { since: before.run, before: before.paths.map((path) => () => fileRecords<never>(path)), after }
  );
}

/** What changed of one dataset, as far as it is compared at all. */
async function changesOf(
  source: ConclusionSource,
  { datasets, standard }: Pick<Judgeable, 'datasets' | 'standard'>,
  { connection, dataset, provider }: EvidenceDocument,
): Promise<readonly DriftEvent[]> {
  const known = datasetOf(provider, dataset);
  if (!known?.compared) return [];
  const { compared: how } = known;
  const names = how.kind === 'access' ? [how.vaults.name, known.name] : [known.name];
  const both = await compared(source, datasets, connection, names);
  if (!both) return [];
  return how.kind === 'access'
    ? vaultDrift(
        { run: source.run, connection },
        snapshotOf(how, both.before, calledBy(standard, connection)),
        snapshotOf(how, both.after, calledBy(standard, connection)),
        peopleOf({ connection, provider }, datasets, standard),
        () => changesBetween(how, connection, datasets, both.since),
      )
    : settingDrift(source.run, settingsOf(how, both.before), settingsOf(how, both.after));
}

/** Who did it, as a log tells that was read tonight and before; an event may be late by a day. */
function changesBetween(
  { log }: ComparedAccess<never>,
  connection: string,
  datasets: readonly RunDataset[],
  since: string,
): Iterable<AccessChange> {
  const of = datasets.find(
    ({ document }) => document.connection === connection && document.dataset === log?.dataset.name,
  );
  if (!log || !of) return [];
  const from = Date.parse(since) - days(1);
  const view = of.view as DatasetView<never>;
  const events = [...view.earlier(new Date(from).toISOString()), ...view.records()];
  return events.flatMap((event) => log.change(event) ?? []).filter(({ at }) => Date.parse(at) >= from);
}

/** The one resolver of persons, asked about these accounts. Reads the people only when something changed at all. */
function peopleOf(
  { connection, provider }: Pick<EvidenceDocument, 'connection' | 'provider'>,
  datasets: readonly RunDataset[],
  standard: Standard,
): WhoAre {
  return (accounts) => {
    const views = datasetReader(datasets.map(({ view }) => view));
    const people = readPeople(views, standard, accounts.map(normalAddress));
    return (name) => {
      const account = normalAddress(name);
      const email = account.includes('@') ? account : null;
      const whose = people.whose({ connection, provider, account, email });
      return whose.kind === 'person' ? whose.person.address : null;
    };
  };
}

function settingsOf({ setting }: ComparedSettings<never>, [records]: readonly Records[]) {
  return mapped(records, setting);
}

function snapshotOf(
  how: ComparedAccess<never>,
  [vaults, access]: readonly Records[],
  called: (vault: NamedVault) => NamedVault,
): VaultSnapshot {
  const vaultOf = (row: never): NamedVault | null => {
    const vault = how.vault(row);
    return vault && called(vault);
  };
  return {
    vaults: mapped(vaults, vaultOf),
    access: mapped(access, how.access),
  };
}

/** Vaults that have no name of their own are called what tonight's standard calls them. */
function calledBy(standard: Standard, connection: string): (vault: NamedVault) => NamedVault {
  const entries = needToKnowEntries(standard, new Set([connection]));
  return (vault) => {
    const { externalId, id, name } = vault;
    if (externalId === undefined) return vault;
    return { ...vault, name: entryOf({ connection, externalId, id, name }, entries)?.name ?? name };
  };
}

/** What a function makes of each record; null is left out. */
function* mapped<Made>(records: Records | undefined, make: (row: never) => Made | null): Iterable<Made> {
  for (const row of records?.() ?? []) {
    const made = make(row);
    if (made !== null) yield made;
  }
}
