import type { RecalledDataset } from '../../../../lib/providers/reader.ts';
import { type Account, makeAccount } from './account.ts';
import { compare } from './compare.ts';
import { comingsAndGoings, type Deed, hard, plain } from './deeds.ts';
import { Losses } from './loss.ts';
import { exportOf } from './made-export.ts';
import { type Past, readNight } from './night.ts';
import { type Random, seeded } from './random.ts';
import { Service } from './service.ts';

const day = 86_400;
const start = Date.UTC(2026, 0, 1) / 1000;

export interface HistoryOptions {
  readonly seed: number;
  readonly nights: number;
  readonly kind: keyof typeof kinds;
}

/** What is done in an account, and on which share of nights something goes wrong. */
interface Kind {
  readonly deeds: readonly Deed[];
  /** Whether a group that newcomers are put into by 1Password itself may have vaults. */
  readonly isOpen: boolean;
  /** What happened to accounts is lost without a word. */
  readonly silent: number;
  readonly forgets: number;
  /** The token may not see audit events. */
  readonly blind: number;
  readonly down: number;
  readonly usersDown: number;
}

const nothing = { silent: 0, forgets: 0, blind: 0, down: 0, usersDown: 0 };

const kinds = {
  plain: { ...nothing, deeds: plain, isOpen: false },
  /** Accounts come and go and come back, and what tells of it is lost on every third night. */
  lossy: { ...nothing, deeds: comingsAndGoings, isOpen: false, silent: 0.3, usersDown: 0.05 },
  /** With everything that the log tells in part, losses of all kinds, and services that are down. */
  hard: { deeds: hard, isOpen: true, silent: 0.02, forgets: 0.01, blind: 0.02, down: 0.02, usersDown: 0.05 },
} satisfies Record<string, Kind>;

export interface Told {
  nights: number;
  /** Nights on which everything was known. */
  known: number;
  /** Memberships that were known, and of which they were compared. */
  compared: number;
  uncertain: number;
  /** Memberships of people of whom an entry was lost that no answer tells. */
  passedOver: number;
  /** Known and not so. */
  wrong: string[];
  /** A loss that a night was told of and that left something known. */
  unheeded: string[];
}

/** Lives through one history and holds each night's derivation against what really is. */
export async function live(options: HistoryOptions): Promise<Told> {
  const { nights, seed } = options;
  const kind: Kind = kinds[options.kind];
  const random = seeded(seed);
  const account = makeAccount(random, kind.isOpen);
  const service = new Service(random);
  const told: Told = { nights, known: 0, compared: 0, uncertain: 0, passedOver: 0, wrong: [], unheeded: [] };
  const going: RecalledDataset[] = [];
  // Half of them have a service account.
  const seen = seed % 2 === 0 ? null : new Set(['v0', 'v1', 'v2']);
  const company = { account, kind, random, service, losses: new Losses(account) };
  let before: Pick<Past, 'continuation' | 'state' | 'last'> = { continuation: null, state: null, last: null };
  let baseline = '';
  let lostAt: number | null = null;
  for (let night = 0; night < nights; night++) {
    const where = `seed ${seed}, night ${night}`;
    const made = liveDay(company, night);
    if (made) {
      baseline = made.text;
      company.losses.exported(made.begun);
      if (lostAt !== null && made.begun - 3600 > lostAt) lostAt = null;
    }
    const now = start + (night + 1) * day + 7200;
    const trouble = troubleOf(company, night);
    if (trouble.forgets) lostAt = now;
    const done = await readNight({ account, baseline, seen, service, ...trouble }, { now, going, ...before });
    going.push(done.events);
    before = {
      continuation: done.continuation ?? before.continuation,
      state: done.state ?? before.state,
      last: done.users ?? before.last,
    };
    if (done.state && (lostAt !== null || trouble.isBlind || trouble.isDown)) told.unheeded.push(where);
    if (done.users) company.losses.looked(account, service, now);
    compare(
      { account, night: done, pending: service.pending, untold: company.losses.passedOver },
      told,
      where,
    );
  }
  return told;
}

interface Company {
  readonly account: Account;
  readonly kind: Kind;
  readonly losses: Losses;
  readonly random: Random;
  readonly service: Service;
}

/** What is done on one day; with the export that was made on it, if one was. */
function liveDay({ account, kind, random, service }: Company, night: number) {
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
    const logged = random.pick(kind.deeds)?.(account, random, at) ?? [];
    for (const one of logged) service.add(one, at, night);
  }
  return pieces && { begun, text: pieces.end() };
}

/** What goes wrong on one night. */
function troubleOf({ kind, losses, random, service }: Company, night: number) {
  const happens = (share: number): boolean => share > 0 && random.chance(share);
  const ofAccounts = ['delete', 'suspend', 'reactive', 'join'];
  if (happens(kind.silent))
    losses.note(service.lose(({ action, type }) => type === 'user' && ofAccounts.includes(action)));
  service.deliver(night);
  const forgets = happens(kind.forgets) && service.forget();
  const [isBlind, isDown] = [happens(kind.blind), happens(kind.down)];
  return { forgets, isBlind, isDown, usersDown: happens(kind.usersDown) };
}
