import type {
  BitwardenCollection,
  BitwardenGroup,
  BitwardenMember,
  BitwardenPolicy,
} from '../../../evidence/datasets/bitwarden.ts';
import * as datasets from '../../../evidence/datasets/bitwarden.ts';
import { CollectError, type Problem } from '../../../evidence/problem.ts';
import {
  type ConnectionReader,
  type ProviderRequest,
  type ReaderInput,
  type Reading,
  reads,
} from '../../reader.ts';
import type { BitwardenSettings } from '../settings.ts';
import { faultList } from './faults.ts';
import type { Learned, Lists } from './lists.ts';
import { noting } from './noting.ts';
import { readAccess } from './read-access.ts';
import { eventsRange, readEvents } from './read-events.ts';
import { type Place, placeOf, requestAll, requestGroupMembers } from './requests.ts';
import { readCollection, readGroup, readMember, readPolicy } from './schema.ts';
import { hiddenFactors, nobodyThere } from './visibility.ts';

type Step<Row, Result = void> = Reading<Row, ProviderRequest, Result>;

/** The six datasets: who is there, what they have, what is required of them, and what happened. */
export function read(input: ReaderInput<BitwardenSettings>): ConnectionReader<ProviderRequest> {
  const place = placeOf(input);
  const unread = { rows: [], problem: { code: 'interrupted', message: 'It was not read.' } } as const;
  const lists: Lists = { members: { ...unread }, groups: { ...unread }, collections: { ...unread } };
  const { now } = input.needs;
  return [
    reads(datasets.members, () => learning(lists.members, readMembers(place, lists))),
    reads(datasets.groups, () => learning(lists.groups, readGroups(place, lists))),
    reads(datasets.collections, () => learning(lists.collections, readCollections(place, lists))),
    reads(datasets.collectionAccess, () => readAccess(place, lists)),
    reads(datasets.policies, () => readPolicies(place)),
    reads(datasets.events, () => readEvents(place, eventsRange(input.needs.continuation('events'), now))),
  ];
}

/**
 * Remembers the first problem of a list for whoever reads on from it. One that does not come to its end, as where its time is up,
 * was not read.
 */
function* learning<Row>(learned: Pick<Learned<unknown>, 'problem'>, reading: Step<Row>): Step<Row> {
  let problem: Problem | null = null;
  try {
    for (let step = reading.next(); !step.done; ) {
      if ('problem' in step.value) problem ??= step.value.problem;
      try {
        step = reading.next(yield step.value);
      } catch (error) {
        step = reading.throw(error);
      }
    }
  } catch (error) {
    if (error instanceof CollectError) learned.problem = problem ?? error.problem;
    throw error;
  }
  learned.problem = problem;
}

/** A list that was heard whole is known before it is stored; of another, only what was stored. */
function* handOver<Row, Stored>(
  learned: Learned<Row>,
  rows: readonly Row[],
  records: readonly Stored[],
  problems: readonly Problem[],
): Step<Stored> {
  if (problems.length === 0) Object.assign(learned, { rows, problem: null });
  yield { records };
  learned.rows = rows;
  for (const problem of problems) yield { problem };
}

function* readMembers(place: Place, { members: learned }: Lists): Step<BitwardenMember> {
  const faults = faultList();
  const members = faults.read(yield* requestAll(place, 'members'), 'member', readMember);
  const problems = [...nobodyThere(members), ...hiddenFactors(members), ...faults.problems()];
  yield* handOver(learned, members, members, problems);
}

function* readGroups(place: Place, { groups: learned, members: people }: Lists): Step<BitwardenGroup> {
  const faults = faultList();
  const listed = faults.read(yield* requestAll(place, 'groups'), 'group', readGroup);
  const groups: Lists['groups']['rows'][number][] = [];
  const notes = noting();
  const known = new Set(people.rows.map(({ id }) => id));
  for (const group of listed) {
    const members = yield* notes.note(requestGroupMembers(place, group.id));
    groups.push({ ...group, members });
    if (group.collections === null) faults.add(`the group ${group.id}: collections not known`);
    if (people.problem === null && members?.some((id) => !known.has(id)))
      faults.add(`the group ${group.id}: somebody in it who is in no list of members`);
  }
  yield* handOver(learned, groups, groups.map(groupOf), [...notes.problems(), ...faults.problems()]);
}

function groupOf({ accessAll, collections, externalId, id, members, name }: Lists['groups']['rows'][number]) {
  return {
    accessAll,
    collections: collections?.map((one) => one.id).sort() ?? null,
    externalId,
    id,
    members: members?.toSorted() ?? null,
    name,
  };
}

function* readCollections(place: Place, { collections: learned }: Lists): Step<BitwardenCollection> {
  const faults = faultList();
  const listed = faults.read(yield* requestAll(place, 'collections'), 'collection', readCollection);
  const records = listed.map(({ externalId, id }) => ({ externalId, id }));
  yield* handOver(learned, listed, records, faults.problems());
}

function* readPolicies(place: Place): Step<BitwardenPolicy> {
  const faults = faultList();
  const policies = faults.read(yield* requestAll(place, 'policies'), 'policy', readPolicy);
  yield { records: policies };
  for (const problem of [...notStated(policies), ...faults.problems()]) yield { problem };
}

/** A policy that is neither on nor off, or of no kind, may be any. */
function notStated(policies: readonly BitwardenPolicy[]): readonly Problem[] {
  const one = policies.find(({ enabled, type }) => enabled === null || type === null);
  if (!one) return [];
  const message = `Bitwarden does not say of the policy ${one.id} what it is, or whether it is on (type, enabled).`;
  return [{ code: 'not-visible', message }];
}
