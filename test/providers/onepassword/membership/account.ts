import type { Random } from './random.ts';

/** A 1Password account as it really is. */
export interface Account {
  readonly users: Map<string, { email: string; state: 'ACTIVE' | 'SUSPENDED'; created: number }>;
  readonly groups: Map<string, { type: string }>;
  readonly vaults: Set<string>;
  /** `vault user`, `vault group`, `group user`. */
  readonly uva: Set<string>;
  readonly gva: Set<string>;
  readonly gm: Set<string>;
  /** What a suspended person had, of which any part may come back. */
  readonly before: Map<string, { uva: string[]; gm: string[] }>;
}

export const owners = 'gowners';
export const team = 'gteam';

/** Some people, groups and vaults; the group that everybody is put into has no shared vault unless it is open. */
export function makeAccount(random: Random, isOpen: boolean): Account {
  const account: Account = {
    users: new Map(),
    groups: new Map([
      [owners, { type: 'OWNERS' }],
      [team, { type: 'TEAM_MEMBERS' }],
    ]),
    vaults: new Set(),
    uva: new Set(),
    gva: new Set(),
    gm: new Set(),
    before: new Map(),
  };
  for (let i = 0; i < 8; i++) addUser(account, `u${i}`, 0);
  for (let i = 0; i < 3; i++) account.groups.set(`g${i}`, { type: 'USER_DEFINED' });
  for (let i = 0; i < 5; i++) account.vaults.add(`v${i}`);
  for (const user of account.users.keys()) settleIn(account, user, random);
  account.gm.add(`${owners} u0`);
  for (const vault of account.vaults)
    for (const group of ['g0', 'g1', owners, ...(isOpen ? [team] : [])])
      if (random.chance(0.3)) account.gva.add(`${vault} ${group}`);
  return account;
}

function settleIn({ gm, uva, vaults }: Account, user: string, random: Random): void {
  gm.add(`${team} ${user}`);
  for (const group of ['g0', 'g1', 'g2']) if (random.chance(0.4)) gm.add(`${group} ${user}`);
  for (const vault of vaults) if (random.chance(0.3)) uva.add(`${vault} ${user}`);
}

export function addUser({ users }: Account, id: string, created: number): void {
  users.set(id, { email: `${id}@acme.example`, state: 'ACTIVE', created });
}

/** Whether somebody active really has a vault. */
export function really({ gm, gva, groups, users, uva }: Account, vault: string, user: string): boolean {
  if (users.get(user)?.state !== 'ACTIVE') return false;
  if (uva.has(`${vault} ${user}`)) return true;
  return [...groups.keys()].some((group) => gva.has(`${vault} ${group}`) && gm.has(`${group} ${user}`));
}

/** Takes everything from somebody; gives what it was. */
export function strip({ gm, uva }: Account, user: string): { uva: string[]; gm: string[] } {
  const of = (set: Set<string>) => [...set].filter((pair) => pair.endsWith(` ${user}`));
  const had = { uva: of(uva), gm: of(gm) };
  for (const pair of had.uva) uva.delete(pair);
  for (const pair of had.gm) gm.delete(pair);
  return had;
}
