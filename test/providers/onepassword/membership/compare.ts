import type { OnePasswordAccess } from '../../../../lib/evidence/datasets/onepassword.ts';
import { hasVault } from '../../../../lib/evidence/datasets/onepassword-rights.ts';
import { type Account, really } from './account.ts';
import type { Told } from './history.ts';
import type { Night } from './night.ts';
import type { Entry } from './service.ts';

type Status = 'has' | 'not' | 'maybe';

/** What one night is held against. */
interface Compared {
  readonly account: Account;
  readonly night: Night;
  /** What can be read on a later night. */
  readonly pending: readonly Entry[];
  /** People of whom something was lost that no answer tells. */
  readonly untold: ReadonlySet<string>;
}

/** What is known of everybody and every vault. What nobody could be told is passed over. */
export function compare({ account, night, pending, untold }: Compared, told: Told, where: string): void {
  if (pending.some(mayBeAnything)) return;
  const late = new Set(pending.flatMap(({ aux, object }) => [object, aux]));
  const rows = Map.groupBy(night.access, ({ vaultId }) => vaultId);
  let isKnown = night.state !== null;
  for (const vault of account.vaults) {
    const own = rows.get(vault) ?? [];
    const listed = night.vaults.find(({ id }) => id === vault);
    const groups = [...account.groups.keys(), ...own.map(({ accessorId }) => accessorId)];
    if ([vault, ...groups].some((id) => late.has(id))) continue;
    if (night.state && !listed) told.wrong.push(`${where}: the vault ${vault} is not listed`);
    const all = activeIn(account).filter((user) => !late.has(user));
    const people = all.filter((user) => !untold.has(user));
    const isOpen = !night.state || listed?.uncertain !== null;
    const maybe = people.filter((user) => statusOf(own, user, isOpen) === 'maybe');
    isKnown &&= maybe.length === 0;
    told.uncertain += maybe.length;
    told.compared += people.length - maybe.length;
    told.passedOver += all.length - people.length;
    for (const user of people) {
      const status = statusOf(own, user, isOpen);
      if (status === (really(account, vault, user) ? 'not' : 'has'))
        told.wrong.push(`${where}: ${user} is said ${status} of ${vault}`);
    }
  }
  if (isKnown) told.known += 1;
}

function mayBeAnything({ action, actorType }: Entry): boolean {
  return actorType !== undefined || action === 'unknown' || action === 'frobnicate';
}

function activeIn({ users }: Account): readonly string[] {
  return [...users].flatMap(([id, { state }]) => (state === 'ACTIVE' ? [id] : []));
}

function statusOf(rows: readonly OnePasswordAccess[], user: string, isOpen: boolean): Status {
  let status: Status = isOpen ? 'maybe' : 'not';
  for (const row of rows) {
    const mine = row.accessorType === 'group' ? row.members?.find(({ id }) => id === user) : row;
    if (row.accessorType === 'group' && row.members === null) status = 'maybe';
    if (!mine || (row.accessorType !== 'group' && row.accessorId !== user) || hasVault(row) === false)
      continue;
    if (row.uncertain === null && mine.uncertain === null) return 'has';
    status = 'maybe';
  }
  return status;
}
