import type { GoogleGroup, GoogleGroupMember } from '../../../evidence/datasets/google-workspace.ts';
import { CollectError, type ProblemCode } from '../../../evidence/problem.ts';
import type { Reading } from '../../reader.ts';
import { type Faults, withFaults } from './faults.ts';
import { rowsOf } from './read-lists.ts';
import { type GoogleRequest, type Place, requestGroups, requestMembers } from './requests.ts';
import { readGroup, readMember } from './schema.ts';

type Read<Result = void> = Reading<GoogleGroup, GoogleRequest, Result>;
type Members = Map<string, readonly GoogleGroupMember[]>;

/**
 * All groups; with their members where `wanted` (ids or addresses) names them, or where a group that it names
 * has them as a member. When a group is wanted, records wait until members are known.
 */
export function readGroups(place: Place, wanted: ReadonlySet<string>): Read {
  return withFaults((faults) =>
    wanted.size === 0 ? readListed(place, faults) : readExpanded(place, wanted, faults),
  );
}

function readListed(place: Place, faults: Faults): Read {
  return requestGroups(place, function* ({ items }) {
    yield { records: rowsOf(items, readGroup, faults) };
  });
}

function* readExpanded(place: Place, wanted: ReadonlySet<string>, faults: Faults): Read {
  const listed: GoogleGroup[] = [];
  const members: Members = new Map();
  try {
    // biome-ignore lint/correctness/useYield: looking at a page says nothing
    yield* requestGroups<GoogleGroup>(place, function* ({ items }) {
      listed.push(...rowsOf(items, readGroup, faults));
    });
    yield* readMembers(place, listed, wanted, faults, members);
  } finally {
    // Also after an error: what was seen is evidence, and partial evidence can prove a failure.
    yield { records: listed.map((group) => ({ ...group, members: members.get(group.id) ?? null })) };
  }
}

/** Fills `members` by group id, nested groups included. Each group is asked once, so a cycle ends by itself. */
function* readMembers(
  place: Place,
  listed: readonly GoogleGroup[],
  wanted: ReadonlySet<string>,
  faults: Faults,
  members: Members,
): Read {
  const find = directoryOf(listed);
  const asked = new Set<string>();
  const queue = [...wanted].map((name) => ({ name, group: find(name), why: 'a policy or a vault names it' }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { group } = next;
    if (!group) yield { problem: notListed(next.name, next.why) };
    if (!group || asked.has(group.id)) continue;
    asked.add(group.id);
    const found = yield* membersOf(place, group, faults);
    if (found) members.set(group.id, found);
    const why = `it is a member of ${group.email}`;
    for (const { type, id, email } of found ?? [])
      if (type === 'GROUP') queue.push({ name: email ?? id ?? '', group: find(id) ?? find(email), why });
  }
}

/** Finds a group by id or address. */
function directoryOf(listed: readonly GoogleGroup[]): (name: string | null) => GoogleGroup | undefined {
  const byId = new Map(listed.map((group) => [group.id, group]));
  const byEmail = new Map(listed.map((group) => [group.email.toLowerCase(), group]));
  return (name) => (name === null ? undefined : (byId.get(name) ?? byEmail.get(name.toLowerCase())));
}

/** Problems of one group alone; after any other, asking for the next group's members would go no better. */
const ownProblems: ReadonlySet<ProblemCode> = new Set(['denied', 'rejected', 'malformed', 'truncated']);

/** All members of a group, or null (and a fault) when they cannot be read to the end. */
function* membersOf(
  place: Place,
  group: GoogleGroup,
  faults: Faults,
): Read<readonly GoogleGroupMember[] | null> {
  const members: GoogleGroupMember[] = [];
  const read = (raw: unknown) => {
    const member = readMember(raw, group.email, faults);
    return member && everybodyElsewhere(member, place) ? outsider(member, group, place, faults) : member;
  };
  try {
    // biome-ignore lint/correctness/useYield: looking at a page says nothing
    yield* requestMembers<GoogleGroup>(place, group.id, function* ({ items }) {
      members.push(...rowsOf(items, read, faults));
    });
    return members;
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    const message = `The members of group ${group.email} could not be read. ${error.message}`;
    if (!ownProblems.has(error.code)) throw new CollectError(error.code, message, { cause: error });
    yield { problem: { code: error.code, message } };
    return null;
  }
}

/** A member that stands for everybody of a customer is known by that customer's id. */
function everybodyElsewhere({ id, type }: GoogleGroupMember, { tenant }: Place): boolean {
  return type === 'CUSTOMER' && id !== null && /^C[0-9a-z]+$/.test(id) && !tenant.claims(id);
}

function outsider({ id }: GoogleGroupMember, group: GoogleGroup, { tenant }: Place, faults: Faults): null {
  faults.dropped(`a member of ${group.email}`, `of customer ${id}, where ${tenant.id} is asked for`);
  return null;
}

function notListed(name: string, why: string) {
  const message =
    `Group ${name} is not among this customer's groups, yet ${why}: who belongs to it is not known. ` +
    'Correct the name, or look for the group in the Admin console.';
  return { code: 'not-visible', message } as const;
}
