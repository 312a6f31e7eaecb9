import { whoIsWho } from '../../controls/people/who-is-who.ts';
import { accountsOfOwn } from '../../declared/own.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import type { DatasetView } from '../../judging/control.ts';
import { datasetView } from '../../judging/dataset-view.ts';
import { isOf } from '../../judging/need.ts';
import { type PeopleView, peopleViewOf } from '../../judging/people/directories.ts';
import type { People } from '../../judging/people/people.ts';
import type { Standard } from '../../judging/standard.ts';
import { fileRecords } from '../../locker/file-lines.ts';
import { services } from '../../providers/services.ts';
import { standardName } from '../../runs/standard.ts';
import type { PackagedNight } from '../period/period-evidence.ts';
import { parse, type Work } from './replacement.ts';

/** Whose the accounts of each night are, by the one resolver and that night's standard: one person, one pseudonym. */
export async function learnAccounts(work: Work): Promise<void> {
  for (const night of work.evidence.nights) {
    const standard = parse<Standard>(await work.locker.read(`${night.folder}/${standardName}`));
    if (standard) await learnNight(work, night, standard);
  }
}

async function learnNight(work: Work, night: PackagedNight, standard: Standard): Promise<void> {
  const views = await viewsOf(work, night);
  const people = whoIsWho(views, standard)();
  for (const view of views) {
    learnServiceAccounts(work, view, people, standard);
    const list = peopleViewOf(view);
    if (list) learnSource(work, list, people);
  }
}

async function viewsOf({ locker }: Work, { findings, folder }: PackagedNight): Promise<DatasetView[]> {
  const views: DatasetView[] = [];
  for (const { connection, dataset } of findings?.datasets ?? []) {
    const place = `${folder}/${connection}`;
    const document = parse<EvidenceDocument>(await locker.read(`${place}/${dataset}.json`));
    if (!document) continue;
    const path = document.records && (await locker.local(`${place}/${document.records.path}`));
    views.push(datasetView(document, () => (path ? fileRecords(path) : [])));
  }
  return views;
}

/**
 * What an account is called and its address are the person's whose it is. Its id stays one of its own: it tells two accounts
 * of one person apart, in keys and in records.
 */
function learnServiceAccounts(
  { pseudonyms }: Work,
  view: DatasetView,
  people: People,
  { ownProviders = [] }: Standard,
): void {
  const { connection, provider } = view.document;
  const lists = [...services.flatMap(({ accounts }) => accounts), ...ownProviders.map(accountsOfOwn)].filter(
    ({ dataset }) => isOf(view.document, dataset),
  );
  for (const { accounts } of lists)
    for (const { account, email, human } of accounts(view)) {
      const whose = people.whose({ connection, provider, account, email });
      if (human === false || whose.kind === 'shared' || whose.kind === 'several') continue;
      const owner = whose.kind === 'person' ? whose.person.address : (email ?? account);
      for (const one of [account, email ?? '']) pseudonyms.belongs(one, owner);
    }
}

/** Every address that the people source knows somebody by. */
function learnSource({ pseudonyms }: Work, { batches }: PeopleView, people: People): void {
  for (const known of batches())
    for (const { addresses } of known) {
      const [primary] = addresses;
      const found = people.find(primary);
      const owner = found.kind === 'person' ? found.person.address : primary;
      for (const one of addresses) pseudonyms.belongs(one, owner);
    }
}
