import type { ControlSettings, DatasetView } from '../../judging/control.ts';
import { datasetReader } from '../../judging/dataset-reader.ts';
import { normalAddress } from '../../judging/people/address.ts';
import type { People } from '../../judging/people/people.ts';
import { readPeople } from '../../judging/people/read-people.ts';
import type { Standard } from '../../judging/standard.ts';
import { askedAddresses } from './asked-addresses.ts';

type Settings = ControlSettings & Partial<Pick<Standard, 'waivers' | 'attestations'>>;

/** Also those who approved something: whether it was their own is asked. */
function* askedIn(
  views: readonly DatasetView[],
  settings: Settings,
  others: Iterable<string>,
): Iterable<string> {
  yield* others;
  yield* askedAddresses(views, settings);
  const { attestations = [], waivers = [] } = settings;
  const names = [
    ...waivers.flatMap(({ approvedBy, subject }) => [approvedBy, subject]),
    ...attestations.map(({ by }) => by),
  ];
  for (const name of names) if (name.includes('@')) yield normalAddress(name);
}

/**
 * Who is who, by everything that a night holds. Made when somebody first asks, and once: it reads every dataset with people.
 *
 * @param others further addresses that are asked about, in comparable form
 */
export function whoIsWho(
  views: readonly DatasetView[],
  settings: Settings,
  others: Iterable<string> = [],
): () => People {
  let people: People | null = null;
  return () => {
    people ??= readPeople(datasetReader(views), settings, askedIn(views, settings, others));
    return people;
  };
}
