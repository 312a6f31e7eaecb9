import type { ControlSettings, DatasetView } from '../../judging/control.ts';
import { datasetReader } from '../../judging/dataset-reader.ts';
import type { People } from '../../judging/people/people.ts';
import { readPeople } from '../../judging/people/read-people.ts';
import { askedAddresses } from './asked-addresses.ts';

/** Who is who, by everything that a night holds. Made when somebody first asks, and once: it reads every dataset with people. */
export function whoIsWho(views: readonly DatasetView[], settings: ControlSettings): () => People {
  let people: People | null = null;
  return () => {
    people ??= readPeople(datasetReader(views), settings, askedAddresses(views, settings));
    return people;
  };
}
