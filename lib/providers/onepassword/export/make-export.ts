import { askedWith } from '../collect/export.ts';
import { cutExport } from '../collect/export-form.ts';
import { type Entry, OddOutputError, type RunOp, requestList, requestOne } from './run-op.ts';
import { titlesIn } from './titles.ts';

export interface ExportOptions {
  /** Whether titles and addresses of items are asked for. */
  readonly withTitles: boolean;
  readonly clock: () => Date;
}

/** An export with what was counted in it. */
export interface MadeExport {
  /** Of the form that a connection with `source: export` reads. */
  readonly value: unknown;
  readonly vaults: number;
  readonly groups: number;
}

/**
 * Asks `op` who has which vault. Whatever fails ends it, so that a list cut short never looks like a whole one; what
 * changes after the first question may or may not be in it, so it says when that was. It holds nothing of an item, and of
 * what `op` prints only what the format knows.
 */
export async function makeExport(op: RunOp, { clock, withTitles }: ExportOptions): Promise<MadeExport> {
  const startedAt = timeText(clock());
  const exportedBy = await exporter(op);
  const account = await accountId(op);
  const listing = ['vault', 'list', '--permission', askedWith];
  // Without --permission, op leaves out the vaults that whoever asks cannot open.
  const listed = await requestList(op, listing);
  if (listed.length === 0)
    throw new OddOutputError(listing, 'with no vault: an owner sees those that are shared');
  const expand = groupsOf(op);
  for (const { id } of await requestList(op, ['group', 'list'])) await expand(id);
  const vaults: object[] = [];
  for (const { id } of listed)
    vaults.push({
      ...(await vaultOf(op, id, expand)),
      ...(withTitles ? { titles: await titlesIn(op, id) } : {}),
    });
  const groups = await expand.all();
  const exported = {
    ...(account === null ? {} : { account }),
    startedAt,
    exportedAt: timeText(clock()),
    exportedBy,
    permission: askedWith,
    groups,
    vaults,
  };
  return { value: cutExport(exported).value, vaults: vaults.length, groups: groups.length };
}

async function exporter(op: RunOp): Promise<string> {
  const args = ['user', 'get', '--me'];
  const { email } = await requestOne(op, args);
  if (typeof email === 'string' && email !== '') return email;
  throw new OddOutputError(args, 'nobody with an e-mail address');
}

/** Of which account it is, so that it is not taken for another's; null where `op` does not say. */
async function accountId(op: RunOp): Promise<string | null> {
  try {
    const { id } = await requestOne(op, ['account', 'get']);
    return typeof id === 'string' && id !== '' ? id : null;
  } catch {
    return null;
  }
}

interface Expand {
  (group: string): Promise<object>;
  /** Those that were asked for, in the order in which they were. */
  all(): Promise<readonly object[]>;
}

/** One group with its people, asked for once. */
function groupsOf(op: RunOp): Expand {
  const known = new Map<string, Promise<object>>();
  const expand = (id: string) => {
    const found = known.get(id) ?? groupOf(op, id);
    known.set(id, found);
    return found;
  };
  return Object.assign(expand, { all: () => Promise.all(known.values()) });
}

async function groupOf(op: RunOp, group: string): Promise<object> {
  const { id, name, state, type } = await requestOne(op, ['group', 'get', group]);
  return { id, name, type, state, users: await requestList(op, ['group', 'user', 'list', group]) };
}

/** `op vault list` names no type, and who has a vault is two lists of its own. */
async function vaultOf(op: RunOp, vault: string, expand: Expand): Promise<object> {
  const { id, items, name, type } = await requestOne(op, ['vault', 'get', vault]);
  const users = await requestList(op, ['vault', 'user', 'list', vault]);
  const groups: object[] = [];
  for (const one of await requestList(op, ['vault', 'group', 'list', vault]))
    groups.push({ ...(await expand(one.id)), ...grantOf(one) });
  return { id, name, type, items, users, groups };
}

/** What a vault's list says of a group that has it. */
function grantOf({ name, permissions, state }: Entry): object {
  return { name, state, permissions };
}

function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
