import { type GoogleGroupMember, groups } from '../../../evidence/datasets/google-workspace.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { ControlInput } from '../../../judging/control.ts';
import { normalAddress } from '../../../judging/people/address.ts';

/** The people of a Google group, groups in it expanded. */
export interface GroupPeople {
  /** Addresses in comparable form, each once. */
  readonly addresses: ReadonlySet<string>;
  /** Why there may be more people than that; null when these are all. */
  readonly unclear: string | null;
}

export interface GroupLookup {
  readonly expand: (group: string) => GroupPeople;
  /** Whether an address, in comparable form, is that of a group and of no person. */
  readonly isGroup: (address: string) => boolean;
}

type Members = readonly GoogleGroupMember[] | null;

/** Reads the Google groups once, keeping the members of those that were asked for, and expands them on demand. */
export function googleGroups(input: ControlInput<unknown>): GroupLookup {
  const membersOf = new Map<string, Members>();
  const addresses = new Set<string>();
  let whole = true;
  for (const view of input.views(groups)) {
    whole &&= isWhole(view.document);
    for (const { email, id, members } of view.records()) {
      addresses.add(normalAddress(email));
      if (members === null) continue;
      membersOf.set(normalAddress(email), members);
      membersOf.set(id, members);
    }
  }
  const expanded = new Map<string, GroupPeople>();
  return {
    expand(group) {
      const people = expanded.get(group) ?? expand(group, membersOf, whole);
      expanded.set(group, people);
      return people;
    },
    isGroup: (address) => addresses.has(address),
  };
}

function expand(start: string, groups: ReadonlyMap<string, Members>, whole: boolean): GroupPeople {
  const addresses = new Set<string>();
  const visited = new Set<Members>();
  let unclear = whole ? null : 'the Google groups could not be read completely';
  const queue: { readonly keys: readonly string[]; readonly name: string }[] = [
    { keys: [normalAddress(start)], name: start },
  ];
  for (let group = queue.pop(); group; group = queue.pop()) {
    const members = group.keys.map((key) => groups.get(key)).find((found) => found !== undefined);
    if (!members) {
      unclear ??= `the members of the Google group ${group.name} were not read`;
      continue;
    }
    if (visited.has(members)) continue;
    visited.add(members);
    for (const member of members) {
      if (member.type === 'GROUP') queue.push(nested(member));
      else if (isPerson(member) && member.email) addresses.add(normalAddress(member.email));
      else unclear ??= `the Google group ${group.name} has a member that is not a person with an address`;
    }
  }
  return { addresses, unclear };
}

function nested({ email, id }: GoogleGroupMember): { keys: readonly string[]; name: string } {
  const keys = [email ? normalAddress(email) : null, id].filter((key) => key !== null);
  return { keys, name: email ?? id ?? 'inside another' };
}

/** EXTERNAL is somebody of another company; CUSTOMER stands for everybody of this one. */
function isPerson({ type }: GoogleGroupMember): boolean {
  return type === 'USER' || type === 'EXTERNAL';
}
