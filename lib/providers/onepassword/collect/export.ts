import * as z from 'zod/mini';
import type {
  OnePasswordAccess,
  OnePasswordMember,
  OnePasswordVault,
} from '../../../evidence/datasets/onepassword.ts';
import { CollectError, type Problem } from '../../../evidence/problem.ts';
import { inWords } from '../../../evidence/schema-words.ts';
import { type Rights, rightsOfWords } from './permissions.ts';
import { firstFault, parseEach } from './schema.ts';

const text = z.string().check(z.minLength(1));
const list = z.nullish(z.array(z.unknown()));
const types = { USER_CREATED: 'shared', EVERYONE: 'everyone', PERSONAL: 'private' } as const;

const whole = z.object({
  exportedAt: z.iso.datetime({ offset: true }),
  exportedBy: z.optional(text),
  vaults: z.array(z.unknown()),
});

const vault = z.object({
  id: text,
  name: text,
  items: z.nullish(z.int().check(z.minimum(0))),
  type: z.nullish(z.string()),
  users: list,
  groups: list,
});

const holder = {
  id: text,
  name: z.nullish(z.string()),
  type: z.nullish(z.string()),
  permissions: z.nullish(z.array(z.string())),
};
const person = z.object({ ...holder, email: z.nullish(z.string()), state: z.nullish(z.string()) });
const group = z.object({ ...holder, users: list });

type Vault = z.infer<typeof vault>;
type Person = z.infer<typeof person>;
type Group = z.infer<typeof group>;

/** What an export says, entry by entry, with what could not be read. */
export interface ExportContent {
  /** RFC 3339, UTC. */
  readonly exportedAt: string;
  readonly exportedBy: string | null;
  readonly vaults: readonly OnePasswordVault[];
  readonly access: readonly OnePasswordAccess[];
  /** Problems of the list of vaults; they concern the access lists too. */
  readonly problems: readonly Problem[];
  readonly accessProblems: readonly Problem[];
}

/** Reads an export's JSON. Throws `malformed` when the file as a whole cannot be used. */
export function readExport(value: unknown): ExportContent {
  const { data, error } = whole.safeParse(value, inWords);
  if (error) throw new CollectError('malformed', `The 1Password export: ${firstFault(error, 'file')}.`);
  const found = eachVault(data.vaults);
  const lists = found.entries.map(({ entry, path }) => accessOf(entry, path));
  return {
    exportedAt: new Date(data.exportedAt).toISOString(),
    exportedBy: data.exportedBy ?? null,
    vaults: found.entries.map(({ entry }) => vaultOf(entry)),
    access: lists.flatMap(({ rows }) => rows),
    problems: [...found.problems, ...(data.exportedBy ? [] : [unsigned])],
    accessProblems: lists.flatMap(({ problems }) => problems),
  };
}

const unsigned: Problem = {
  code: 'not-visible',
  message: 'The 1Password export does not say who made it (exportedBy).',
};

/** Vaults keep their place in the file, so that faults inside them name it. */
function eachVault(items: readonly unknown[]) {
  const parsed = items.map((item, index) => ({
    index,
    path: `vaults[${index}]`,
    result: vault.safeParse(item, inWords),
  }));
  return {
    entries: parsed.flatMap(({ path, result }) => (result.data ? [{ entry: result.data, path }] : [])),
    problems: parsed.flatMap(({ path, result }): Problem[] =>
      result.error
        ? [
            {
              code: 'malformed',
              message: `The 1Password export: ${firstFault(result.error, path)}. The vault was left out.`,
            },
          ]
        : [],
    ),
  };
}

function vaultOf({ id, items, name, type }: Vault): OnePasswordVault {
  return { id, items: items ?? null, name, type: isType(type) ? types[type] : null };
}

interface AccessList {
  readonly rows: readonly OnePasswordAccess[];
  readonly problems: readonly Problem[];
}

function accessOf(entry: Vault, path: string): AccessList {
  const users = parseEach(entry.users ?? [], person, `export ${path}.users`);
  const groups = parseEach(entry.groups ?? [], group, `export ${path}.groups`);
  const expanded = groups.rows.map((one) => groupAccess(entry.id, one, path));
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
    ...expanded.map(({ problem }) => problem),
    ...missing.map(notVisible),
  ];
  return {
    rows: [...direct, ...expanded.map(({ row }) => row)],
    problems: problems.filter((problem) => problem !== null),
  };
}

function personAccess(vaultId: string, one: Person): OnePasswordAccess {
  return {
    accessorId: one.id,
    accessorType: one.type === 'SERVICE_ACCOUNT' ? 'service' : 'user',
    ...rightsOf(one.permissions),
    email: one.email || null,
    members: null,
    name: one.name ?? null,
    recoveryOnly: false,
    state: one.state ?? null,
    vaultId,
  };
}

function groupAccess(vaultId: string, one: Group, path: string) {
  const { members, problem } = membersOf(one, path);
  const row: OnePasswordAccess = {
    accessorId: one.id,
    accessorType: 'group',
    ...groupRights(one),
    email: null,
    members,
    name: one.name ?? null,
    state: null,
    vaultId,
  };
  return { row, problem };
}

/**
 * `op` names the kind of a group only in `op group get`. Without it, a group called Recovery is taken for
 * 1Password's own, unless it may read items, or the export does not say: then it is unknown which of the two it is.
 */
function groupRights(one: Group): Rights & { recoveryOnly: boolean } {
  const rights = rightsOf(one.permissions);
  if (one.type) return { ...rights, recoveryOnly: one.type === 'RECOVERY' };
  if (one.name?.toLowerCase() !== 'recovery') return { ...rights, recoveryOnly: false };
  return rights.canOpen === false
    ? { ...rights, recoveryOnly: true }
    : { ...rights, canOpen: null, recoveryOnly: false };
}

/** One entry that cannot be read makes the whole list unknown: a list that is silently short reads as "not in it". */
function membersOf(one: Group, path: string) {
  if (!one.users) return { members: null, problem: notVisible(`the members of group ${one.id} in ${path}`) };
  const { rows, problem } = parseEach(one.users, person, `export ${path}, group ${one.id}: users`);
  return { members: problem ? null : rows.map(memberOf), problem };
}

function memberOf({ id, email, state, type }: Person): OnePasswordMember {
  return { email: email || null, id, kind: kindOf(type), state: state ?? null };
}

function kindOf(type: string | null | undefined): OnePasswordMember['kind'] {
  if (type === 'SERVICE_ACCOUNT') return 'service';
  return type === 'MEMBER' || type === 'GUEST' ? 'person' : null;
}

function rightsOf(permissions: readonly string[] | null | undefined): Rights {
  return permissions ? rightsOfWords(permissions) : { permissions: [], canOpen: null };
}

function notVisible(what: string): Problem {
  return { code: 'not-visible', message: `The 1Password export does not hold ${what}.` };
}

function isType(type: string | null | undefined): type is keyof typeof types {
  return typeof type === 'string' && Object.hasOwn(types, type);
}
