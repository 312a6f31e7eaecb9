import * as z from 'zod/mini';
import type {
  OnePasswordAccess,
  OnePasswordKind,
  OnePasswordMember,
} from '../../../evidence/datasets/onepassword.ts';
import { hasVault, onlyRecovers } from '../../../evidence/datasets/onepassword-rights.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { BaselineGroup } from '../membership/state.ts';
import { type Rights, rightsNamed } from './permissions.ts';
import { parseEach } from './schema.ts';

const text = z.string().check(z.minLength(1));
const list = z.nullish(z.array(z.unknown()));
const holder = {
  id: text,
  name: z.nullish(z.string()),
  type: z.nullish(z.string()),
  state: z.nullish(z.string()),
  permissions: z.nullish(z.array(z.string())),
};
const person = z.object({ ...holder, email: z.nullish(z.string()) });

/** A group as `op` prints it, with its people beside it. */
export const group = z.object({ ...holder, users: list });

type Person = z.infer<typeof person>;
type Group = z.infer<typeof group>;

/** The export's own list of groups, by id: what it tells of them apart from any vault. */
export type ExportedGroups = ReadonlyMap<string, Group>;

/** A vault as far as its lists of holders go. */
export interface ExportedVault {
  readonly id: string;
  readonly users?: readonly unknown[] | null | undefined;
  readonly groups?: readonly unknown[] | null | undefined;
}

interface AccessList {
  readonly rows: readonly OnePasswordAccess[];
  readonly problems: readonly Problem[];
}

/** Who has one vault, with what of it could not be read. */
export function accessOf(entry: ExportedVault, path: string, known: ExportedGroups): AccessList {
  const users = parseEach(entry.users ?? [], person, `export ${path}.users`);
  const groups = parseEach(entry.groups ?? [], group, `export ${path}.groups`);
  const expanded = groups.rows.map((one) => groupAccess(entry.id, one, path, known.get(one.id)));
  const direct = users.rows.map((one) => personAccess(entry.id, one));
  const missing = [
    ...(['users', 'groups'] as const).filter((key) => !entry[key]).map((key) => `${path}.${key}`),
    ...[...users.rows, ...groups.rows]
      .filter((one) => !one.permissions)
      .map((one) => `the permissions of ${one.id} in ${path}`),
  ];
  const problems = [
    users.problem,
    groups.problem,
    ...expanded.flatMap(({ problems }) => problems),
    ...missing.map(notVisible),
  ];
  return {
    rows: [...direct, ...expanded.map(({ row }) => row)],
    problems: problems.filter((problem) => problem !== null),
  };
}

function personAccess(vaultId: string, one: Person): OnePasswordAccess {
  const rights = rightsOf(one.permissions);
  const kind = kindOf(one.type);
  return {
    accessorId: one.id,
    accessorType: kind === 'service' ? 'service' : 'user',
    canOpen: rights.canOpen,
    email: one.email || null,
    groupType: null,
    kind,
    members: null,
    name: one.name ?? null,
    permissions: rights.permissions,
    recoveryOnly: onlyRecovers(rights),
    state: one.state ?? null,
    vaultId,
  };
}

function groupAccess(vaultId: string, one: Group, path: string, known: Group | undefined) {
  const { members, problem } = membersOf(one, path, known);
  const agreedOn = (['type', 'state'] as const).map((field) => agreed(field, one, known, path));
  const [type, state] = agreedOn.map(({ value }) => value);
  const rights = rightsOf(one.permissions);
  const row: OnePasswordAccess = {
    accessorId: one.id,
    accessorType: 'group',
    canOpen: rights.canOpen,
    email: null,
    groupType: type ?? null,
    kind: null,
    members,
    name: one.name ?? null,
    permissions: rights.permissions,
    recoveryOnly: isRecovery(type ?? null, one.name) && hasVault(rights) === false,
    state: state ?? null,
    vaultId,
  };
  return { row, problems: [problem, ...agreedOn.map(({ problem }) => problem)] };
}

/** `op` names the kind of a group only in `op group get`; without it, one called Recovery may be 1Password's own. */
function isRecovery(type: string | null, name: string | null | undefined): boolean {
  return type ? type === 'RECOVERY' : name?.toLowerCase() === 'recovery';
}

/** A group by itself, for what it may be given later. */
export function groupOf(one: Group): BaselineGroup {
  const read = readMembers(one, `export groups, group ${one.id}`);
  const members = read && !read.problem ? read.members : null;
  return { id: one.id, name: one.name ?? null, type: one.type ?? null, state: one.state ?? null, members };
}

/** What the vault's list and the export's own list of groups both say; null where they say two things. */
function agreed(field: 'type' | 'state', one: Group, known: Group | undefined, path: string) {
  const [here, there] = [one[field] || null, known?.[field] || null];
  if (here === null || there === null || here === there) return { value: here ?? there, problem: null };
  return { value: null, problem: disagreeing(`the ${field} of group ${one.id}`, path) };
}

/** One entry that cannot be read makes the whole list unknown: a list that is silently short reads as "not in it". */
function membersOf(one: Group, path: string, known: Group | undefined) {
  const here = readMembers(one, `export ${path}, group ${one.id}`);
  const there = known ? readMembers(known, `export groups, group ${one.id}`) : null;
  const problem = here?.problem ?? there?.problem;
  if (problem) return { members: null, problem };
  if (!here && !there)
    return { members: null, problem: notVisible(`the members of group ${one.id} in ${path}`) };
  const members = (here ?? there)?.members ?? null;
  if (here && there && listing(here.members) !== listing(there.members))
    return { members: null, problem: disagreeing(`the members of group ${one.id}`, path) };
  return { members, problem: null };
}

function readMembers({ users }: Group, where: string) {
  if (!users) return null;
  const { rows, problem } = parseEach(users, person, `${where}: users`);
  return { members: rows.map(memberOf), problem };
}

function listing(members: readonly OnePasswordMember[]): string {
  return JSON.stringify(members.map(({ id, kind, state }) => JSON.stringify([id, kind, state])).sort());
}

function memberOf({ id, email, state, type }: Person): OnePasswordMember {
  return { email: email || null, id, kind: kindOf(type), state: state ?? null };
}

const kinds: ReadonlyMap<string, OnePasswordKind> = new Map([
  ['MEMBER', 'person'],
  ['GUEST', 'guest'],
  ['SERVICE_ACCOUNT', 'service'],
]);

function kindOf(type: string | null | undefined): OnePasswordKind {
  return kinds.get(type ?? '') ?? null;
}

function rightsOf(permissions: readonly string[] | null | undefined): Rights {
  return permissions ? rightsNamed(permissions) : { permissions: [], canOpen: null };
}

function notVisible(what: string): Problem {
  return { code: 'not-visible', message: `The 1Password export does not hold ${what}.` };
}

function disagreeing(what: string, path: string): Problem {
  const message = `The 1Password export contradicts itself on ${what}, in ${path} and under groups. Export again.`;
  return { code: 'malformed', message };
}
