import { type Account, addUser, owners, strip, team } from './account.ts';
import type { Random } from './random.ts';

/** What the log says of a deed; what it does not say has happened all the same. */
export interface Logged {
  readonly action: string;
  readonly type: string;
  readonly object: string;
  readonly aux?: string;
  readonly actorType?: string;
}

/** Something that is done in an account. Null where there is nothing to do it to. */
export type Deed = (account: Account, random: Random, at: number) => readonly Logged[] | null;

const log = (action: string, type: string, object: string, aux?: string): Logged => {
  return { action, type, object, ...(aux === undefined ? {} : { aux }) };
};

const active = (account: Account): string[] =>
  [...account.users].filter(([, { state }]) => state === 'ACTIVE').map(([id]) => id);

const grant: Deed = (account, random) => {
  const [vault, user] = [random.pick(account.vaults), random.pick(active(account))];
  if (!vault || !user) return null;
  account.uva.add(`${vault} ${user}`);
  return [log('grant', 'uva', vault, user)];
};

const revoke: Deed = (account, random) => {
  const pair = random.pick(account.uva);
  const [vault = '', user = ''] = pair?.split(' ') ?? [];
  if (!pair || account.users.get(user)?.state !== 'ACTIVE') return null;
  account.uva.delete(pair);
  return [log('revoke', 'uva', vault, user)];
};

const grantGroup: Deed = (account, random) => {
  const [vault, group] = [random.pick(account.vaults), random.pick(account.groups.keys())];
  if (!vault || !group || group === team) return null;
  account.gva.add(`${vault} ${group}`);
  return [log('grant', 'gva', vault, group)];
};

const revokeGroup: Deed = (account, random) => {
  const pair = random.pick(account.gva);
  if (!pair) return null;
  account.gva.delete(pair);
  const [vault = '', group = ''] = pair.split(' ');
  return [log('revoke', 'gva', vault, group)];
};

const joinGroup: Deed = (account, random) => {
  const [group, user] = [random.pick(account.groups.keys()), random.pick(active(account))];
  if (!group || !user) return null;
  account.gm.add(`${group} ${user}`);
  return [log('join', 'gm', group, user)];
};

const leaveGroup: Deed = (account, random) => {
  const pair = random.pick(account.gm);
  const [group = '', user = ''] = pair?.split(' ') ?? [];
  if (!pair || account.users.get(user)?.state !== 'ACTIVE') return null;
  account.gm.delete(pair);
  return [log('leave', 'gm', group, user)];
};

const departs: Deed = (account, random) => {
  const user = random.pick(active(account));
  if (!user || active(account).length < 4) return null;
  const had = strip(account, user);
  account.users.delete(user);
  return [log('delete', 'user', user), ...perhapsLogged(had, user, random)];
};

const suspended: Deed = (account, random) => {
  const user = random.pick(active(account));
  const one = user && account.users.get(user);
  if (!one || active(account).length < 4) return null;
  const had = strip(account, user);
  account.before.set(user, had);
  one.state = 'SUSPENDED';
  return [log('suspend', 'user', user), ...perhapsLogged(had, user, random)];
};

/** Whether what follows from a departure is told as well is not documented. */
function perhapsLogged(had: { uva: string[]; gm: string[] }, user: string, random: Random): Logged[] {
  if (random.chance(0.5)) return [];
  const of = (pair: string): string => pair.split(' ')[0] ?? '';
  return [
    ...had.uva.map((pair) => log('revoke', 'uva', of(pair), user)),
    ...had.gm.map((pair) => log('leave', 'gm', of(pair), user)),
  ];
}

const joins: Deed = (account, random, at) => {
  const user = `n${at}x${random.below(1_000_000)}`;
  addUser(account, user, at);
  if (random.chance(0.7)) account.gm.add(`${team} ${user}`);
  return [log('join', 'user', user)];
};

/** What every account sees, and nothing else. */
export const plain: readonly Deed[] = [
  grant,
  grant,
  revoke,
  revoke,
  grantGroup,
  revokeGroup,
  joinGroup,
  joinGroup,
  leaveGroup,
  leaveGroup,
  departs,
  suspended,
  joins,
];

const activated: Deed = (account, random, at) => {
  const user = `n${at}x${random.below(1_000_000)}`;
  addUser(account, user, at);
  if (random.chance(0.5)) account.gm.add(`${team} ${user}`);
  const vault = random.pick(account.vaults);
  if (vault && random.chance(0.5)) account.uva.add(`${vault} ${user}`);
  return [log(random.pick(['activate', 'provsn']) ?? 'activate', 'user', user)];
};

const changed: Deed = (account, random) => {
  const user = random.pick(active(account));
  const vault = random.pick(account.vaults);
  if (!user || !vault) return null;
  if (random.chance(0.5)) account.uva.add(`${vault} ${user}`);
  return [log(random.pick(['convert', 'upguest']) ?? 'convert', 'user', user)];
};

const reactivated: Deed = (account, random) => {
  const user = random.pick(
    [...account.users].filter(([, { state }]) => state !== 'ACTIVE').map(([id]) => id),
  );
  const one = user && account.users.get(user);
  if (!one) return null;
  one.state = 'ACTIVE';
  const had = account.before.get(user) ?? { uva: [], gm: [] };
  const isThere = (pair: string): boolean => {
    const of = pair.split(' ')[0] ?? '';
    return account.vaults.has(of) || account.groups.has(of);
  };
  for (const pair of had.uva) if (random.chance(0.5) && isThere(pair)) account.uva.add(pair);
  for (const pair of had.gm) if (random.chance(0.5) && isThere(pair)) account.gm.add(pair);
  return [log('reactive', 'user', user)];
};

const recovered: Deed = (account, random) => {
  const user = random.pick(active(account));
  const vault = random.pick(account.vaults);
  if (!user || !vault) return null;
  if (random.chance(0.5)) account.uva.delete(`${vault} ${user}`);
  return [log('beginr', 'user', user), log('completr', 'user', user)];
};

const newVault: Deed = (account, random, at) => {
  const vault = `v${at}x${random.below(1_000_000)}`;
  const maker = random.pick(active(account));
  account.vaults.add(vault);
  if (maker && random.chance(0.7)) account.uva.add(`${vault} ${maker}`);
  if (random.chance(0.5)) account.gva.add(`${vault} ${owners}`);
  return [log('create', 'vault', vault)];
};

const noVault: Deed = (account, random) => {
  const vault = random.pick(account.vaults);
  if (!vault || account.vaults.size < 3) return null;
  account.vaults.delete(vault);
  for (const set of [account.uva, account.gva])
    for (const pair of [...set]) if (pair.startsWith(`${vault} `)) set.delete(pair);
  return [log('delete', 'vault', vault)];
};

const newGroup: Deed = (account, random, at) => {
  const group = `g${at}x${random.below(1_000_000)}`;
  account.groups.set(group, { type: 'USER_DEFINED' });
  return [log('create', 'group', group)];
};

const noGroup: Deed = (account, random) => {
  const group = random.pick([...account.groups.keys()].filter((id) => id !== team && id !== owners));
  if (!group) return null;
  account.groups.delete(group);
  for (const pair of [...account.gm]) if (pair.startsWith(`${group} `)) account.gm.delete(pair);
  for (const pair of [...account.gva]) if (pair.endsWith(` ${group}`)) account.gva.delete(pair);
  return [log('delete', 'group', group)];
};

/** Nobody says what it did. */
const riddle: Deed = (account, random) => {
  const [vault, user] = [random.pick(account.vaults), random.pick(active(account))];
  if (!vault || !user) return null;
  if (random.chance(0.5)) account.uva.add(`${vault} ${user}`);
  else account.uva.delete(`${vault} ${user}`);
  const type = random.pick(['vault', 'uva', 'gva', 'gm', 'group', 'user', 'account', 'sputnik']) ?? 'vault';
  return [log(random.pick(['unknown', 'frobnicate']) ?? 'unknown', type, vault, user)];
};

const keys: Deed = (account, random) => {
  const [vault, user] = [random.pick(account.vaults), random.pick(active(account))];
  if (!vault || !user) return null;
  if (random.chance(0.5)) account.uva.add(`${vault} ${user}`);
  else account.uva.delete(`${vault} ${user}`);
  return [
    log(random.pick(['replace', 'unknown']) ?? 'replace', 'vaultkey', random.chance(0.5) ? vault : user),
  ];
};

const outsider: Deed = (account, random) => {
  const done = riddle(account, random, 0);
  return (done ?? []).map((one) => ({ ...one, action: 'grant', type: 'uva', actorType: 'external_user' }));
};

const serviceAccount: Deed = (_account, random, at) => [
  log('create', 'sa', `s${at}x${random.below(1_000_000)}`),
];

const harmlessDeeds: Deed = (account, random) => {
  const user = random.pick(active(account)) ?? 'u0';
  return [
    random.pick([
      log('enblmfa', 'user', user),
      log('enblsso', 'sso', 'sso1'),
      log('update', 'items', 'i1'),
      log('share', 'item', 'i1'),
      log('updatduo', 'account', 'a1'),
      log('role', 'gm', 'g0', user),
      log('create', 'invite', 'inv1'),
    ]) ?? log('view', 'report', 'r1'),
  ];
};

/** Accounts that come, go and come back, among what every account sees. */
export const comingsAndGoings: readonly Deed[] = [
  ...plain,
  suspended,
  suspended,
  reactivated,
  reactivated,
  reactivated,
];

/** What is rarer, and of which the log tells a part. */
export const hard: readonly Deed[] = [
  ...plain,
  ...plain,
  ...plain,
  activated,
  changed,
  reactivated,
  recovered,
  newVault,
  noVault,
  newGroup,
  noGroup,
  riddle,
  keys,
  outsider,
  serviceAccount,
  harmlessDeeds,
  harmlessDeeds,
];
