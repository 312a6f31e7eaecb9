import {
  type BitwardenAccess,
  type BitwardenCollection,
  collectionAccess,
  collectionName,
  collections,
  members,
} from '../../../evidence/datasets/bitwarden.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { Assessment, ControlInput, DatasetView } from '../../../judging/control.ts';
import { whoOf } from '../../../judging/judgement.ts';
import { listNames } from '../../../judging/people/names.ts';
import { twinUncertainties } from '../../../judging/people/twins.ts';
import { entryOf, needToKnowEntries } from '../../../judging/vaults/need-to-know-list.ts';
import type { Vault, Vaults } from '../../../judging/vaults/shared-vault.ts';
import { readOwned } from './owned.ts';
import { type MemberIndex, peopleOf } from './vault-people.ts';

/** Reads the collections of every Bitwarden connection, with the people who have them. */
export function readCollections(input: ControlInput<unknown>): Vaults {
  const lists = input.views(collections);
  const held = lists.map((list) => hold(list, input));
  const connections = new Set(
    input.documents
      .filter(({ provider }) => provider === collections.provider)
      .map(({ connection }) => connection),
  );
  return {
    vaults: held.flatMap(({ vaults }) => vaults),
    unseen: held.flatMap(({ unseen }) => unseen),
    connections,
    // What has vaults besides has them by name: an entry without a connection is then one of its.
    notAlone: input.documents.some(
      ({ connection, dataset }) => dataset === 'vaults' && !connections.has(connection),
    ),
    seenBy: listNames(lists.map(({ document }) => document.principal ?? document.connection)),
  };
}

type Lines = ReadonlyMap<string, readonly BitwardenAccess[]>;

function hold(list: DatasetView<BitwardenCollection>, input: ControlInput<unknown>) {
  const { connection } = list.document;
  const of = <Row>(views: readonly DatasetView<Row>[]) =>
    views.find(({ document }) => document.connection === connection);
  const [access, people] = [of(input.views(collectionAccess)), of(input.views(members))];
  const lines = Map.groupBy(access?.records() ?? [], ({ collectionId }) => collectionId);
  const index = indexOf(people ? readOwned(people, input.people) : [], people && isWhole(people.document));
  const whole = [access, people].every((view) => view !== undefined && isWhole(view.document));
  const known = [...list.records()];
  const vaults = known.map((one) => describe(one, { connection, lines, index, whole }, input));
  return { vaults, unseen: isWhole(list.document) ? unseenIn(lines, known, connection) : [] };
}

function indexOf(owned: ReturnType<typeof readOwned>, isAll = false): MemberIndex {
  const counted = owned.filter(({ active }) => active !== false);
  return {
    byId: new Map(owned.map((one) => [one.member.id, one])),
    twinOf: twinUncertainties(counted, () => isAll),
  };
}

interface Held {
  readonly connection: string;
  readonly lines: Lines;
  readonly index: MemberIndex;
  readonly whole: boolean;
}

/** A collection is called what the configuration calls it: Bitwarden tells no name. */
function describe(
  collection: BitwardenCollection,
  { connection, index, lines, whole }: Held,
  { settings }: ControlInput<unknown>,
): Vault {
  const { externalId, id } = collection;
  const own = { connection, externalId, id, name: collectionName(collection) };
  const entry = entryOf(own, needToKnowEntries(settings, new Set([connection])));
  return {
    ...own,
    ...whoOf(connection, id, entry?.name ?? own.name),
    kind: 'shared',
    people: peopleOf(lines.get(id) ?? [], index),
    whole,
    outdated: null,
    unvouched: null,
  };
}

/**
 * Collections that somebody has although the list does not hold them. One that a single member has alone may be that member's
 * own, which the list leaves out.
 */
function unseenIn(
  lines: Lines,
  known: readonly BitwardenCollection[],
  connection: string,
): readonly Assessment[] {
  const listed = new Set(known.map(({ id }) => id));
  return [...lines.keys()]
    .filter((id) => !listed.has(id) && !isOwn(lines.get(id) ?? []))
    .map((id) => {
      const reason = 'It was assigned to somebody, but the list of collections does not hold it.';
      return { ...whoOf(connection, id, `collection ${id}`), verdict: 'unknown', reason };
    });
}

function isOwn([line, ...others]: readonly BitwardenAccess[]): boolean {
  return others.length === 0 && line?.accessorType === 'member';
}
