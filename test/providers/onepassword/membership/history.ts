import type { OnePasswordAccess, OnePasswordVault } from '../../../../lib/evidence/datasets/onepassword.ts';
import { hasVault } from '../../../../lib/evidence/datasets/onepassword-rights.ts';
import type { EvidenceDocument } from '../../../../lib/evidence/document.ts';
import { CollectError } from '../../../../lib/evidence/problem.ts';
import { follow } from '../../../../lib/providers/follow.ts';
import type { OnePasswordQuestion } from '../../../../lib/providers/onepassword/collect/questions.ts';
import { read } from '../../../../lib/providers/onepassword/collect/read.ts';
import type { Answer, RecalledDataset, SourceFacts } from '../../../../lib/providers/reader.ts';
import { type Account, makeAccount, really } from './account.ts';
import { hard, plain } from './deeds.ts';
import { type Random, seeded } from './random.ts';
import { type Entry, Service, usersPage } from './service.ts';

const day = 86_400;
const start = Date.UTC(2026, 0, 1) / 1000;

export interface HistoryOptions {
  readonly seed: number;
  readonly nights: number;
  /** With everything that the log tells in part, losses of all kinds, and services that are down. */
  readonly isHard: boolean;
}

export interface Told {
  nights: number;
  /** Nights on which everything was known. */
  known: number;
  /** Memberships that were known, and of which they were compared. */
  compared: number;
  uncertain: number;
  /** Known and not so. */
  wrong: string[];
  /** A loss that a night was told of and that left something known. */
  unheeded: string[];
}

/** Lives through one history and holds each night's derivation against what really is. */
export async function live(options: HistoryOptions): Promise<Told> {
  const { isHard, nights, seed } = options;
  const random = seeded(seed);
  const account = makeAccount(random, isHard);
  const service = new Service(random);
  const told: Told = { nights, known: 0, compared: 0, uncertain: 0, wrong: [], unheeded: [] };
  const going: RecalledDataset[] = [];
  const company = { account, isHard, random, service };
  let before: Pick<Past, 'continuation' | 'state' | 'last'> = { continuation: null, state: null, last: null };
  let baseline = '';
  let lostAt: number | null = null;
  for (let night = 0; night < nights; night++) {
    const where = `seed ${seed}, night ${night}`;
    const made = liveDay(company, night);
    if (made) {
      baseline = made.text;
      if (lostAt !== null && made.begun - 3600 > lostAt) lostAt = null;
    }
    const now = start + (night + 1) * day + 7200;
    const trouble = troubleOf(company, night);
    if (trouble.forgets) lostAt = now;
    const done = await readNight({ account, baseline, service, ...trouble }, { now, going, ...before });
    going.push(done.events);
    before = {
      continuation: done.continuation ?? before.continuation,
      state: done.state ?? before.state,
      last: done.users ?? before.last,
    };
    if (done.state && (lostAt !== null || trouble.isBlind || trouble.isDown)) told.unheeded.push(where);
    compare(account, service.pending, done, told, where);
  }
  return told;
}

interface Company {
  readonly account: Account;
  readonly isHard: boolean;
  readonly random: Random;
  readonly service: Service;
}

/** What is done on one day; with the export that was made on it, if one was. */
function liveDay({ account, isHard, random, service }: Company, night: number) {
  const from = start + night * day;
  const exports = night === 0 || random.chance(1 / 30);
  const moments = Array.from({ length: random.below(4) }, () => from + random.below(day)).sort(
    (a, b) => a - b,
  );
  // Now and then two things happen in one second.
  if (moments[0] !== undefined && random.chance(0.02)) moments.unshift(moments[0]);
  const begun = night === 0 ? from : from + random.below(day - 600);
  const pieces = exports ? exportOf(account, begun, random) : null;
  for (const at of moments) {
    pieces?.until(at);
    const logged = random.pick(isHard ? hard : plain)?.(account, random, at) ?? [];
    for (const one of logged) service.add(one, at, night);
  }
  return pieces && { begun, text: pieces.end() };
}

/** What goes wrong on one night. */
function troubleOf({ isHard, random, service }: Company, night: number) {
  const chance = (share: number): boolean => isHard && random.chance(share);
  const ofAccounts = ['delete', 'suspend', 'reactive', 'join'];
  if (chance(0.02)) service.lose(({ action, type }) => type === 'user' && ofAccounts.includes(action));
  service.deliver(night);
  const forgets = chance(0.01) && service.forget();
  return { forgets, isBlind: chance(0.02), isDown: chance(0.02), usersDown: chance(0.05) };
}

/** An export of what there is when it begins, whose lists are read one after the other, each at a moment of its own. */
function exportOf(account: Account, begun: number, random: Random) {
  const members = new Map<string, object>();
  const vaults = new Map<string, object>();
  const listed = () => [
    ...[...account.groups.keys()].map((id) => ({
      at: begun + random.below(300),
      read: () => note(members, id, groupOf),
    })),
    ...[...account.vaults].map((id) => ({
      at: begun + random.below(300),
      read: () => note(vaults, id, vaultOf),
    })),
  ];
  let due: ReturnType<typeof listed> | null = null;
  const note = (
    into: Map<string, object>,
    id: string,
    make: (account: Account, id: string) => object | null,
  ) => {
    const made = make(account, id);
    if (made) into.set(id, made);
  };
  const until = (moment: number): void => {
    if (moment <= begun) return;
    due ??= listed().sort((a, b) => a.at - b.at);
    while (due[0] && due[0].at < moment) due.shift()?.read();
  };
  return {
    until,
    end(): string {
      until(Number.POSITIVE_INFINITY);
      const groups = [...members.values()];
      return JSON.stringify({
        startedAt: new Date(begun * 1000).toISOString(),
        exportedAt: new Date((begun + 300) * 1000).toISOString(),
        exportedBy: 'u0@acme.example',
        permission: 'manage_vault',
        groups,
        vaults: [...vaults.values()].map((vault) => withGroups(vault, members)),
      });
    },
  };
}

const permissions = ['view_items', 'view_and_copy_passwords'];

function personOf(account: Account, id: string): object[] {
  const user = account.users.get(id);
  return user ? [{ id, name: id, email: user.email, type: 'MEMBER', state: user.state }] : [];
}

function groupOf(account: Account, id: string): object | null {
  const group = account.groups.get(id);
  if (!group) return null;
  const users = [...account.gm]
    .filter((pair) => pair.startsWith(`${id} `))
    .flatMap((pair) => personOf(account, pair.slice(id.length + 1)));
  return { id, name: id, type: group.type, state: 'ACTIVE', users };
}

function vaultOf(account: Account, id: string): object | null {
  if (!account.vaults.has(id)) return null;
  const users = [...account.uva]
    .filter((pair) => pair.startsWith(`${id} `))
    .flatMap((pair) => personOf(account, pair.slice(id.length + 1)).map((one) => ({ ...one, permissions })));
  const groups = [...account.gva]
    .filter((pair) => pair.startsWith(`${id} `))
    .map((pair) => pair.slice(id.length + 1));
  return { id, name: id, type: 'USER_CREATED', items: 1, users, groups };
}

function withGroups(vault: object, members: ReadonlyMap<string, object>): object {
  const { groups } = vault as { groups: readonly string[] };
  return {
    ...vault,
    groups: groups.flatMap((id) => (members.has(id) ? [{ ...members.get(id), permissions }] : [])),
  };
}

interface Answers {
  readonly account: Account;
  readonly baseline: string;
  readonly isBlind: boolean;
  readonly isDown: boolean;
  readonly usersDown: boolean;
  readonly service: Service;
}

interface Past {
  readonly now: number;
  readonly continuation: Readonly<Record<string, string>> | null;
  readonly going: readonly RecalledDataset[];
  readonly state: ReadonlyMap<string, RecalledDataset> | null;
  /** The last list of users that was whole. */
  readonly last: RecalledDataset | null;
}

interface Night {
  readonly vaults: readonly OnePasswordVault[];
  readonly access: readonly OnePasswordAccess[];
  readonly events: RecalledDataset;
  /** Null where it is not whole. */
  readonly users: RecalledDataset | null;
  /** Null where it is not whole. */
  readonly state: ReadonlyMap<string, RecalledDataset> | null;
  readonly continuation: Readonly<Record<string, string>> | null;
  readonly requests: number;
}

async function readNight(answers: Answers, { continuation, going, last, now, state }: Past): Promise<Night> {
  const settings = {
    account: 'A',
    region: 'com',
    source: 'events',
    file: 'baseline.json',
    maxAgeDays: 120,
  } as const;
  const needs = {
    groups: [],
    policies: [],
    continuation: () => continuation,
    recalled: { going, state, last, documents: [] },
    now: new Date(now * 1000),
  };
  const found = new Map<string, RecalledDataset>();
  let next = continuation;
  let requests = 0;
  for (const { dataset, read: reading } of read({ connection: { settings, endpoint: null }, needs })) {
    const rows: object[] = [];
    let isWhole = true;
    let source: SourceFacts = {};
    const ask = async (question: OnePasswordQuestion): Promise<Answer> => {
      if (question.api === 'events') requests += 1;
      return answer(question, answers);
    };
    await follow(reading(), ask, {
      add: async (added) => void rows.push(...added),
      fault: () => {
        isWhole = false;
      },
      source: (facts) => {
        source = { ...source, ...facts };
      },
      keepExport: async () => {},
    }).catch((error: unknown) => {
      if (!(error instanceof CollectError)) throw error;
      isWhole = false;
    });
    if (source.continuation) next = source.continuation;
    const document = {
      run: needs.now.toISOString(),
      finishedAt: needs.now.toISOString(),
      completeness: isWhole ? 'complete' : 'partial',
      ...(source.exportedAt ? { exportedAt: source.exportedAt } : {}),
    } as EvidenceDocument;
    found.set(dataset.name, { document, records: () => rows });
  }
  const rowsOf = <Row>(name: string) => [...(found.get(name)?.records?.() ?? [])] as Row[];
  const isWhole = ['vaults', 'vault-access'].every(
    (name) => found.get(name)?.document.completeness === 'complete',
  );
  const events = found.get('events');
  if (!events) throw new Error('no events');
  return {
    vaults: rowsOf('vaults'),
    access: rowsOf('vault-access'),
    events,
    users: found.get('users')?.document.completeness === 'complete' ? (found.get('users') ?? null) : null,
    state: isWhole ? found : null,
    continuation: next,
    requests,
  };
}

async function answer(question: OnePasswordQuestion, world: Answers): Promise<Answer> {
  const text = textFor(question, world);
  const bytes = Buffer.from(text);
  return { text, header: () => null, receivedAt: new Date(0), file: { name: 'baseline.json', bytes } };
}

function textFor({ api, body, url }: OnePasswordQuestion, world: Answers): string {
  if (api === 'export') return world.baseline;
  if (api === 'users') {
    if (world.usersDown) throw new CollectError('unavailable', 'down', { status: 503 });
    return JSON.stringify(usersPage(world.account));
  }
  if (url.endsWith('introspect'))
    return JSON.stringify({
      account_uuid: 'A',
      features: world.isBlind ? ['signinattempts'] : ['auditevents', 'signinattempts'],
    });
  if (url.endsWith('signinattempts')) return JSON.stringify({ cursor: 's', has_more: false, items: [] });
  if (world.isBlind) throw new CollectError('unauthenticated', 'no', { status: 401 });
  if (world.isDown) throw new CollectError('unavailable', 'down', { status: 503 });
  const page = world.service.page((body ?? {}) as { cursor?: string; start_time?: string });
  if (!page) throw new CollectError('rejected', 'cursor', { status: 400 });
  return JSON.stringify(page);
}

type Status = 'has' | 'not' | 'maybe';

/** What is known of everybody and every vault. What nobody could be told yet is passed over. */
function compare(account: Account, pending: readonly Entry[], night: Night, told: Told, where: string): void {
  if (pending.some(mayBeAnything)) return;
  const untold = new Set(pending.flatMap(({ aux, object }) => [object, aux]));
  const rows = Map.groupBy(night.access, ({ vaultId }) => vaultId);
  let isKnown = night.state !== null;
  for (const vault of account.vaults) {
    const own = rows.get(vault) ?? [];
    const listed = night.vaults.find(({ id }) => id === vault);
    const groups = [...account.groups.keys(), ...own.map(({ accessorId }) => accessorId)];
    if ([vault, ...groups].some((id) => untold.has(id))) continue;
    if (night.state && !listed) told.wrong.push(`${where}: the vault ${vault} is not listed`);
    const people = activeIn(account).filter((user) => !untold.has(user));
    const isOpen = !night.state || listed?.uncertain !== null;
    const maybe = people.filter((user) => statusOf(own, user, isOpen) === 'maybe');
    isKnown &&= maybe.length === 0;
    told.uncertain += maybe.length;
    told.compared += people.length - maybe.length;
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
