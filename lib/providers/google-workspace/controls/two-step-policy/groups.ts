import { allAdmins } from '../../../../evidence/datasets/google-policy/target.ts';
import type {
  GoogleGroup,
  GoogleGroupMember,
  GoogleUser,
} from '../../../../evidence/datasets/google-workspace.ts';
import { addressesOf } from '../../../../judging/people/address.ts';

export type Membership = 'yes' | 'no' | 'maybe';

/** What of a person decides which groups' policies apply. */
export interface Person {
  /** Id and every address, those in domain aliases among them, as members are known by. */
  readonly keys: readonly string[];
  /** Whether the person holds an admin role. */
  readonly admin: Membership;
}

/** Prepared once per person, since every group asks for it. */
export function personOf(user: GoogleUser): Person {
  return { keys: [keyOf(user.id), ...addressesOf(user)], admin: isAdmin(user) };
}

/** A group that a policy names. */
export interface PolicyGroup {
  /** Its address, or what the policy calls it. */
  readonly name: string;
  /** Why a membership may be `maybe`. */
  readonly doubt: string;
  membership(person: Person): Membership;
}

/** What `find` is given: an id or an address. */
type FindGroup = (key: string | null) => GoogleGroup | undefined;

/** The groups that policies name, by the name they use. */
export function policyGroups(
  named: Iterable<string>,
  groups: readonly GoogleGroup[],
): ReadonlyMap<string, PolicyGroup> {
  const byKey = new Map(
    groups.flatMap((group) => [
      [keyOf(group.email), group],
      [keyOf(group.id), group],
    ]),
  );
  const find: FindGroup = (key) => (key === null ? undefined : byKey.get(keyOf(key)));
  return new Map(
    [...named].map((name) => [name, name === allAdmins ? adminGroup : directoryGroup(name, find)]),
  );
}

/** Whether a person holds an admin role, super or delegated. */
export function isAdmin(user: Pick<GoogleUser, 'isAdmin' | 'isDelegatedAdmin'>): Membership {
  if (user.isAdmin === true || user.isDelegatedAdmin === true) return 'yes';
  return user.isAdmin === false && user.isDelegatedAdmin === false ? 'no' : 'maybe';
}

const adminGroup: PolicyGroup = {
  name: allAdmins,
  doubt: 'Google did not say whether this person holds an admin role',
  membership: ({ admin }) => admin,
};

function directoryGroup(key: string, find: FindGroup): PolicyGroup {
  const { everybody, open, people } = expand(key, find);
  const name = find(key)?.email ?? key;
  return {
    name,
    doubt: `the members of ${name}, or of a group in it, are not all known`,
    membership: ({ keys }) => {
      if (everybody || keys.some((known) => people.has(known))) return 'yes';
      return open ? 'maybe' : 'no';
    },
  };
}

interface Expansion {
  /** Ids and addresses of the people in the group, nested groups included. */
  readonly people: Set<string>;
  readonly seen: Set<GoogleGroup>;
  /** The group holds every account of the customer. */
  everybody: boolean;
  /** There may be members that were not seen. */
  open: boolean;
}

function expand(key: string, find: FindGroup): Expansion {
  const expansion: Expansion = { people: new Set(), seen: new Set(), everybody: false, open: false };
  const waiting = [find(key)];
  while (waiting.length > 0) {
    const group = waiting.pop();
    if (!group?.members) {
      expansion.open = true;
    } else if (!expansion.seen.has(group)) {
      expansion.seen.add(group);
      for (const member of group.members) {
        if (member.type === 'GROUP') waiting.push(find(member.id) ?? find(member.email));
        else addMember(expansion, member);
      }
    }
  }
  return expansion;
}

function addMember(expansion: Expansion, { email, id, type }: GoogleGroupMember): void {
  if (type === 'CUSTOMER') {
    expansion.everybody = true;
    return;
  }
  if (type !== 'USER' && type !== 'EXTERNAL') expansion.open = true;
  if (id === null && email === null) expansion.open = true;
  if (id !== null) expansion.people.add(keyOf(id));
  if (email !== null) expansion.people.add(keyOf(email));
}

function keyOf(idOrAddress: string): string {
  return idOrAddress.toLowerCase();
}
