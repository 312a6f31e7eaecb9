import * as z from 'zod/mini';
import type { OnePasswordAccess, OnePasswordVault } from '../../../evidence/datasets/onepassword.ts';
import { CollectError, type Problem } from '../../../evidence/problem.ts';
import { withMessages } from '../../../evidence/schema-messages.ts';
import type { BaselineGroup } from '../membership/state.ts';
import { accessOf, type ExportedGroups, group, groupOf } from './export-access.ts';
import { itemHostsOf } from './item-hosts.ts';
import { firstFault, parseEach } from './schema.ts';

const text = z.string().check(z.minLength(1));
const time = z.iso.datetime({ offset: true });
const list = z.nullish(z.array(z.unknown()));
const types = { USER_CREATED: 'shared', EVERYONE: 'everyone', PERSONAL: 'private' } as const;

const whole = z.object({
  account: z.nullish(text),
  startedAt: z.nullish(time),
  exportedAt: time,
  exportedBy: z.nullish(text),
  permission: z.nullish(z.string()),
  groups: list,
  vaults: z.array(z.unknown()),
});

const vault = z.object({
  id: text,
  name: text,
  items: z.nullish(z.int().check(z.minimum(0))),
  type: z.nullish(z.string()),
  users: list,
  groups: list,
  titles: list,
});

type Vault = z.infer<typeof vault>;

/** How `op vault list` must have been asked: else it leaves out vaults that whoever asks cannot open. */
export const askedWith = 'manage_vault';

/** What an export says, entry by entry, with what could not be read. */
export interface ExportContent {
  /** Of which account it is; null where it does not say. */
  readonly account: string | null;
  /** When it was begun, or where it does not say so, when it was made: what changes from then on may not be in it. RFC 3339, UTC. */
  readonly exportedAt: string;
  readonly exportedBy: string | null;
  /** When it was done, RFC 3339, UTC. */
  readonly endedAt: string;
  /** Whether it says when it was begun: else what happened meanwhile cannot be told from what happened before. */
  readonly isDated: boolean;
  /** Its own list of groups, those without a vault too. */
  readonly groups: readonly BaselineGroup[];
  readonly vaults: readonly OnePasswordVault[];
  readonly access: readonly OnePasswordAccess[];
  /** Problems of the file, which concern the access lists too. */
  readonly problems: readonly Problem[];
  /** Problems of the list of vaults alone. */
  readonly vaultProblems: readonly Problem[];
  readonly accessProblems: readonly Problem[];
}

/** Reads an export's JSON. Throws `malformed` when the file as a whole cannot be used. */
export function readExport(value: unknown): ExportContent {
  const { data, error } = whole.safeParse(value, withMessages);
  if (error) throw new CollectError('malformed', `The 1Password export: ${firstFault(error, 'file')}.`);
  const found = eachVault(data.vaults);
  const groups = parseEach(data.groups ?? [], group, 'export groups');
  const known: ExportedGroups = new Map(groups.rows.map((one) => [one.id, one]));
  const hosts = found.entries.map(({ entry, path }) => itemHostsOf(entry.titles, path));
  const lists = found.entries.map(({ entry, path }) => accessOf(entry, path, known));
  return {
    account: data.account ?? null,
    exportedAt: begun(data),
    exportedBy: data.exportedBy ?? null,
    endedAt: new Date(data.exportedAt).toISOString(),
    isDated: typeof data.startedAt === 'string',
    groups: groups.rows.map((one) => groupOf(one)),
    vaults: found.entries.map(({ entry }, at) => vaultOf(entry, hosts[at]?.hosts ?? null)),
    access: lists.flatMap(({ rows }) => rows),
    problems: [...found.problems, ...(data.exportedBy ? [] : [unsigned])],
    vaultProblems: [
      ...(data.permission === askedWith ? [] : [narrow]),
      ...hosts.flatMap(({ problem }) => problem ?? []),
    ],
    accessProblems: [groups.problem, ...lists.flatMap(({ problems }) => problems)].filter(
      (problem) => problem !== null,
    ),
  };
}

function begun({ exportedAt, startedAt }: z.infer<typeof whole>): string {
  const [from, to] = [Date.parse(startedAt ?? exportedAt), Date.parse(exportedAt)];
  if (from <= to) return new Date(from).toISOString();
  const message = 'The 1Password export: startedAt is later than exportedAt. Export again.';
  throw new CollectError('malformed', message);
}

const unsigned: Problem = {
  code: 'not-visible',
  message: 'The 1Password export does not say who made it (exportedBy).',
};

const narrow: Problem = {
  code: 'not-visible',
  message:
    `The 1Password export does not say that its vaults were listed with --permission ${askedWith} (permission): ` +
    'vaults that whoever made it cannot open may be missing. Make it with exhibit export onepassword, or the script that exhibit init prints.',
};

/** Vaults keep their place in the file, so that faults inside them name it. */
function eachVault(items: readonly unknown[]) {
  const parsed = items.map((item, index) => ({
    path: `vaults[${index}]`,
    result: vault.safeParse(item, withMessages),
  }));
  return {
    entries: parsed.flatMap(({ path, result }) => (result.data ? [{ entry: result.data, path }] : [])),
    problems: parsed.flatMap(({ path, result }): Problem[] => {
      if (!result.error) return [];
      const message = `The 1Password export: ${firstFault(result.error, path)}. The vault was left out.`;
      return [{ code: 'malformed', message }];
    }),
  };
}

/** `op` prints the type only in `op vault get`. */
function vaultOf({ id, items, name, type }: Vault, itemHosts: readonly string[] | null): OnePasswordVault {
  const hosts = itemHosts === null ? {} : { itemHosts };
  return { id, ...hosts, items: items ?? null, name, type: isType(type) ? types[type] : null };
}

function isType(type: string | null | undefined): type is keyof typeof types {
  return typeof type === 'string' && Object.hasOwn(types, type);
}
