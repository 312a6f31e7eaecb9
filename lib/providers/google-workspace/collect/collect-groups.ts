import type { GoogleGroup, GoogleGroupMember } from '../../../evidence/datasets/google-workspace.ts';
import { CollectError, type ProblemCode } from '../../../evidence/problem.ts';
import type { DatasetSink } from '../../provider.ts';
import type { GoogleClient } from './client.ts';
import { rowsOf } from './collect-lists.ts';
import { type Faults, withFaults } from './faults.ts';
import { readGroup, readMember } from './schema.ts';

type Sink = DatasetSink<GoogleGroup>;
type Members = Map<string, readonly GoogleGroupMember[]>;

/**
 * All groups; with their members where `wanted` (ids or addresses) names them, or where a group that it names
 * has them as a member. When a group is wanted, records wait until members are known.
 */
export async function collectGroups(client: GoogleClient, sink: Sink, wanted: ReadonlySet<string>) {
  await withFaults(sink, async (faults) => {
    if (wanted.size === 0) await listGroups(client, faults, (rows) => sink.add(rows));
    else await collectExpanded(client, sink, wanted, faults);
  });
}

async function collectExpanded(
  client: GoogleClient,
  sink: Sink,
  wanted: ReadonlySet<string>,
  faults: Faults,
) {
  const listed: GoogleGroup[] = [];
  const members: Members = new Map();
  try {
    await listGroups(client, faults, (rows) => listed.push(...rows));
    await readMembers(client, sink, listed, wanted, faults, members);
  } finally {
    // Also after an error: what was seen is evidence, and partial evidence can prove a failure.
    await sink.add(listed.map((group) => ({ ...group, members: members.get(group.id) ?? null })));
  }
}

async function listGroups(client: GoogleClient, faults: Faults, take: (rows: GoogleGroup[]) => unknown) {
  for await (const { items } of client.groups()) await take(rowsOf(items, readGroup, faults));
}

/** Fills `members` by group id, nested groups included. Each group is asked once, so a cycle ends by itself. */
async function readMembers(
  client: GoogleClient,
  sink: Sink,
  listed: readonly GoogleGroup[],
  wanted: ReadonlySet<string>,
  faults: Faults,
  members: Members,
) {
  const find = directoryOf(listed);
  const asked = new Set<string>();
  const queue = [...wanted].map((name) => ({ name, group: find(name), why: 'a policy or a vault names it' }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { group } = next;
    if (!group) sink.fault(notListed(next.name, next.why));
    if (!group || asked.has(group.id)) continue;
    asked.add(group.id);
    const found = await membersOf(client, sink, group, faults);
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
async function membersOf(client: GoogleClient, sink: Sink, group: GoogleGroup, faults: Faults) {
  const members: GoogleGroupMember[] = [];
  const read = (raw: unknown) => readMember(raw, group.email, faults);
  try {
    for await (const { items } of client.members(group.id)) members.push(...rowsOf(items, read, faults));
    return members;
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    const message = `The members of group ${group.email} could not be read. ${error.message}`;
    if (!ownProblems.has(error.code)) throw new CollectError(error.code, message, { cause: error });
    sink.fault({ code: error.code, message });
    return null;
  }
}

function notListed(name: string, why: string) {
  const message =
    `Group ${name} is not among this customer's groups, yet ${why}: who belongs to it is not known. ` +
    'Correct the name, or look for the group in the Admin console.';
  return { code: 'not-visible', message } as const;
}
