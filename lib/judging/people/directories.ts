import type { AnyDataset, Dataset } from '../../evidence/dataset.ts';
import { type Member, membersOf } from '../../evidence/datasets/declared.ts';
import { users as googleUsers } from '../../evidence/datasets/google-workspace.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { isPeopleProvider, type PeopleProvider, peopleProviders } from '../../evidence/people-providers.ts';
import type { ControlInput, DatasetView } from '../control.ts';
import { ifConnected, isOf, type Need, optional } from '../need.ts';
import { type AccountStatus, accountStatus } from './account-status.ts';
import { addressesOf, normalAddress } from './address.ts';

/** One person as a list of people has them. */
export interface SourcePerson {
  /** In comparable form, the primary one first. */
  readonly addresses: readonly [string, ...string[]];
  readonly status: AccountStatus;
  /** Not one of the company's own, as the list says. */
  readonly guest: boolean;
  /** Whether they count as an employee while they are active. */
  readonly employed: boolean;
}

/** A list of people, whichever directory it is of. */
export interface PeopleView {
  readonly document: EvidenceDocument;
  /** Bounded batches, read once for all controls that walk them side by side. */
  readonly batches: () => Iterable<readonly SourcePerson[]>;
}

interface Directory {
  readonly dataset: AnyDataset;
  readonly views: (views: ControlInput['views']) => readonly PeopleView[];
  readonly of: (view: DatasetView) => PeopleView;
}

const byProvider: Readonly<Record<PeopleProvider, Directory>> = {
  'google-workspace': directory(googleUsers, (user) => ({
    addresses: addressesOf(user) as SourcePerson['addresses'],
    status: accountStatus(user),
    guest: user.isGuestUser === true,
    employed: true,
  })),
  entra: directory(membersOf('entra'), personOf),
  okta: directory(membersOf('okta'), personOf),
};

const directories: readonly Directory[] = peopleProviders.map((provider) => byProvider[provider]);

/** The lists that may say who the people are; each must be whole wherever its provider is connected. */
export const peopleNeeds: readonly Need[] = directories.map(({ dataset }) => ifConnected(dataset));

/** The same for a control that says itself what follows where one is missing. */
export const peopleIfAny: readonly Need[] = directories.map(({ dataset }) => optional(dataset));

/** Why there is nobody to know the people by, or null where a directory is connected. */
export function withoutDirectory(connected: readonly string[]): string | null {
  return connected.some(isPeopleProvider)
    ? null
    : 'No Google Workspace or other directory is connected to know the people by.';
}

/** Whether a dataset is a list that may say who the people are. */
export function isPeopleList(dataset: Pick<AnyDataset, 'provider' | 'name'>): boolean {
  return directories.some(
    (one) => one.dataset.provider === dataset.provider && one.dataset.name === dataset.name,
  );
}

/** Every list of people there is, whether it is a source or not. */
export function peopleViews({ views }: Pick<ControlInput<unknown>, 'views'>): readonly PeopleView[] {
  return directories.flatMap((one) => one.views(views));
}

/** A dataset as a list of people; null where it is none. */
export function peopleViewOf(view: DatasetView): PeopleView | null {
  return directories.find(({ dataset }) => isOf(view.document, dataset))?.of(view) ?? null;
}

function directory<Row extends object>(dataset: Dataset<Row>, read: (row: Row) => SourcePerson): Directory {
  const of = ({ batches, document }: DatasetView<Row>): PeopleView => ({
    document,
    *batches() {
      for (const rows of batches()) yield rows.map(read);
    },
  });
  return {
    dataset,
    views: (views) => views(dataset).map(of),
    of: (view) => of(view as DatasetView<Row>),
  };
}

/** Somebody in a declared directory. Whoever is disabled there counts as suspended. */
function personOf(member: Member): SourcePerson {
  const { aliases = [], email, guest, id, login } = member;
  const given = [email ?? '', login ?? '', ...aliases].map(normalAddress).filter((one) => one.includes('@'));
  const [first = normalAddress(login ?? id), ...others] = new Set(given);
  return {
    addresses: [first, ...others],
    status: member.state === 'disabled' ? 'suspended' : member.state,
    guest: guest === true,
    employed: guest !== true,
  };
}
