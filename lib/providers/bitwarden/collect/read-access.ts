import type { BitwardenAccess, BitwardenMember } from '../../../evidence/datasets/bitwarden.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { faultList } from './faults.ts';
import type { Lists } from './lists.ts';
import { noting } from './noting.ts';
import { type Place, requestAll, requestMember } from './requests.ts';
import { type Association, type ListedGroup, readAssociations, readGroup } from './schema.ts';

type Assigned = Pick<BitwardenAccess, 'hidePasswords' | 'manage' | 'readOnly'>;

/** Of older servers: everything is assigned, and how is not told. */
const unsaid: Assigned = { hidePasswords: null, manage: null, readOnly: null };

/**
 * Who was given which collection: groups, by their list, and members, each asked for on their own, since the list of members
 * tells it of nobody. Who is in a group was asked before.
 */
export function* readAccess(place: Place, lists: Lists): Reading<BitwardenAccess, ProviderRequest> {
  const [notes, wrong] = [noting(), faultList()];
  const listed = (yield* notes.note(requestAll(place, 'groups'))) ?? [];
  const { rows, faults } = groupAccess(wrong.read(listed, 'group', readGroup), lists);
  yield { records: rows };
  for (const problem of shortLists(lists)) yield { problem };
  for (const fault of faults) wrong.add(fault);
  for (const member of lists.members.rows) {
    const response = yield* notes.note(requestMember(place, member.id));
    if (response === null) continue;
    const strange: string[] = [];
    const assigned = readAssociations(response, 'collections', strange);
    if (strange.length > 0) wrong.add(`the member ${member.id}: ${strange.join(', ')} of the wrong type`);
    else if (assigned === null) notes.add(notStated(member));
    yield { records: memberAccess(member, assigned ?? [], lists) };
  }
  for (const problem of [...notes.problems(), ...wrong.problems()]) yield { problem };
}

/** What another list left out may have had something. */
function* shortLists({ collections, groups, members }: Lists): Iterable<Problem> {
  for (const [name, { problem }] of Object.entries({ members, groups, collections }))
    if (problem)
      yield { code: problem.code, message: `Bitwarden’s list of ${name} is incomplete: ${problem.message}` };
}

function notStated({ id }: BitwardenMember): Problem {
  const message = `Bitwarden does not say what was assigned to the member ${id} (collections).`;
  return { code: 'not-visible', message };
}

function memberAccess(
  member: BitwardenMember,
  assigned: readonly Association[],
  { collections }: Lists,
): readonly BitwardenAccess[] {
  const { email, externalId, id, status } = member;
  const whose = {
    accessorId: id,
    accessorType: 'member',
    email,
    externalId,
    members: null,
    name: null,
  } as const;
  return [...everything(member.accessAll, collections.rows, assigned)].map(([collectionId, how]) => {
    return line({ ...whose, ...how, collectionId, status });
  });
}

/** What is assigned by collection: of older servers, all there is. */
function everything(
  accessAll: boolean | null,
  all: readonly { readonly id: string }[],
  assigned: readonly Association[],
): ReadonlyMap<string, Assigned> {
  return new Map([
    ...(accessAll === true ? all.map(({ id }) => [id, unsaid] as const) : []),
    ...assigned.map((one) => [one.id, one] as const),
  ]);
}

/** Both lists say which group has which collection, and must say the same. */
function groupAccess(listed: readonly ListedGroup[], { collections, groups, members }: Lists) {
  const people = new Map(members.rows.map((one) => [one.id, one]));
  const inGroup = new Map(groups.rows.map((group) => [group.id, group.members]));
  const faults: string[] = [];
  const there = new Map(collections.rows.map((one) => [one.id, one.groups]));
  const rows = listed.flatMap((group) => {
    const { externalId, id, name } = group;
    const assigned = everything(group.accessAll, collections.rows, group.collections ?? []);
    const holders = inGroup.get(id)?.map((member) => holderOf(member, people.get(member))) ?? null;
    const whose = {
      accessorId: id,
      accessorType: 'group',
      email: null,
      externalId,
      name,
      status: null,
    } as const;
    return [...assigned].map(([collectionId, how]) => {
      const other = there.get(collectionId)?.find((one) => one.id === id);
      const isDisputed = there.get(collectionId) && group.accessAll !== true && !isSame(how, other);
      if (isDisputed)
        faults.push(`the group ${id} and the collection ${collectionId}: their lists contradict each other`);
      return line({ ...whose, ...(isDisputed ? unsaid : how), collectionId, members: holders });
    });
  });
  const pairs = new Set(rows.map(({ accessorId, collectionId }) => `${collectionId}/${accessorId}`));
  for (const { groups: having, id } of collections.rows)
    for (const group of having ?? [])
      if (!pairs.has(`${id}/${group.id}`))
        faults.push(`the collection ${id} has the group ${group.id}, whose own list says nothing of it`);
  return { rows, faults };
}

function isSame(how: Assigned, other: Assigned | undefined): boolean {
  return (['hidePasswords', 'manage', 'readOnly'] as const).every((field) => how[field] === other?.[field]);
}

function holderOf(id: string, member: BitwardenMember | undefined) {
  return { email: member?.email ?? null, id, status: member?.status ?? null };
}

/** Its fields by name, as canonical JSON has them. */
function line(access: BitwardenAccess): BitwardenAccess {
  const { accessorId, accessorType, collectionId, email, externalId } = access;
  const { hidePasswords, manage, members, name, readOnly, status } = access;
  return {
    accessorId,
    accessorType,
    collectionId,
    email,
    externalId,
    hidePasswords,
    manage,
    members,
    name,
    readOnly,
    status,
  };
}
