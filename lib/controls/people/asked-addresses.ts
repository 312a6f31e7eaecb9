import type { AnyDataset } from '../../evidence/dataset.ts';
import { personsIn } from '../../evidence/person-fields.ts';
import type { ControlSettings, DatasetView } from '../../judging/control.ts';
import { addressesWithin, normalAddress } from '../../judging/people/address.ts';
import { isPeopleList } from '../../judging/people/directories.ts';
import { sourcesOf } from '../../judging/people/listed.ts';
import { registerOf } from '../../judging/services/register.ts';
import { datasetOf } from '../../providers/dataset-of.ts';

/**
 * Every address that a control may ask the people sources about: those in the evidence of all services, and those in the
 * configuration. The sources themselves are left out: they are asked.
 */
export function* askedAddresses(views: readonly DatasetView[], settings: ControlSettings): Iterable<string> {
  const sources = sourcesOf(settings);
  for (const view of views) {
    const { connection, dataset: name, provider } = view.document;
    const dataset = datasetOf(provider, name);
    const isSource = dataset !== null && isPeopleList(dataset) && sources.includes(connection);
    if (!dataset || isSource || (dataset.continues && !dataset.continues.adds)) continue;
    yield* addressesIn(dataset, view);
    if (dataset.continues) yield* addressesOfRows(dataset, view.earlier(always));
  }
  yield* configured(settings);
}

/** All that earlier nights hold. */
const always = '1970-01-01T00:00:00Z';

function* addressesIn(dataset: AnyDataset, view: DatasetView): Iterable<string> {
  if (dataset.people.length === 0) return;
  for (const rows of view.batches()) yield* addressesOfRows(dataset, rows);
}

function* addressesOfRows(dataset: AnyDataset, rows: Iterable<unknown>): Iterable<string> {
  for (const row of rows) for (const text of personsIn(dataset, row)) yield* addressesOfText(text);
}

function configured(settings: ControlSettings): readonly string[] {
  const { people, policies, sharedAccounts, vaults } = settings;
  return [
    ...registerOf(settings).flatMap(({ users }) => (Array.isArray(users) ? users : [])),
    ...vaults.flatMap(({ members }) => members),
    ...(people.leavers ?? []).map(({ person }) => person),
    ...policies.map(({ owner }) => owner ?? ''),
    ...sharedAccounts.map(({ account }) => account ?? ''),
  ].flatMap(addressesOfText);
}

/** A text as it is, and the addresses in it where it holds a name beside one. */
function addressesOfText(text: string): readonly string[] {
  if (!text.includes('@')) return [];
  return [...new Set([normalAddress(text), ...addressesWithin(text)])];
}
