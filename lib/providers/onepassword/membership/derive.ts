import type { OnePasswordEvent, OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import { accessTo } from './access-list.ts';
import { againstSdk } from './against-sdk.ts';
import { againstUsers, type Listed, partialBaseline } from './checks.ts';
import type { Derivation } from './derivation.ts';
import { allKey, type Fact } from './fact.ts';
import { factsOfEvent } from './facts-of-event.ts';
import { factsByKey } from './register.ts';
import { againstReturns } from './returned.ts';
import { rosterOf } from './roster.ts';
import type { Baseline, Derived, Since } from './state.ts';
import { vaultsOf } from './vault-list.ts';

/** Events count from so long before a baseline was begun: clocks differ, and some are late. */
export const overlapMs = 3_600_000;

/** Who has what, by a baseline and what happened since. It knows no clock: it is as things were after the last event. */
export function derive(baseline: Baseline, since: Since): Derived {
  const derivation = begin(baseline, since);
  const vaults = vaultsOf(derivation);
  const access = vaults.flatMap((vault) => accessTo(vault, derivation));
  const doubts = (derivation.facts.get(allKey) ?? []).map(({ why }) => why ?? '');
  return { vaults, access, doubts: [...new Set(doubts)] };
}

function begin(
  baseline: Baseline,
  { events: given, isPart, listedAt, losses, returned = [], sdk, users }: Since,
): Derivation {
  const from = Date.parse(baseline.at);
  const events = inTime(given, from - overlapMs);
  const roster = rosterOf(baseline, events, users ?? []);
  const stated = [...events.flatMap(factsOfEvent), ...losses.map(lossOf)];
  const facts = factsByKey(stated);
  const checked = [
    ...(isPart ? [] : partialBaseline(facts, baseline, events, knownIn(baseline, users))),
    ...againstReturns(facts, returned, from),
    ...(sdk ? againstSdk(sdk, { baseline, facts, roster, users }) : []),
    ...(users ? againstUsers(facts, roster, baseline, listedIn(baseline, events, users, listedAt)) : []),
  ];
  return { baseline, roster, moment: { from }, facts: factsByKey([...stated, ...checked]) };
}

function listedIn(
  baseline: Baseline,
  events: readonly OnePasswordEvent[],
  users: readonly OnePasswordUser[],
  listedAt: string | undefined,
): Listed {
  const at = listedAt === undefined ? null : Date.parse(listedAt);
  return { at, users, known: new Set(rosterOf(baseline, events, []).people.keys()) };
}

/** Those that count, each once, in whatever order they came. What has one id and says two things counts twice. */
function inTime(events: readonly OnePasswordEvent[], from: number): readonly OnePasswordEvent[] {
  const once = new Map(events.map((event) => [textOf(event), event]));
  return [...once.values()].filter(({ timestamp }) => !(Date.parse(timestamp) < from));
}

/** What an event says, as far as anything follows from it. */
export function textOf({
  action,
  auxId,
  objectId,
  objectType,
  outside,
  timestamp,
  uuid,
}: OnePasswordEvent): string {
  return JSON.stringify([uuid, timestamp, action, objectType, objectId, auxId, outside ?? false]);
}

function lossOf(why: string): Fact {
  return { key: allKey, outcome: 'unknown', at: Number.POSITIVE_INFINITY, event: null, by: null, why };
}

/** Whom and what an event may name without proving that the baseline left something out: an account need not have a vault. */
function knownIn({ access, groups }: Baseline, users: Since['users']) {
  const inGroups = [...access, ...groups].flatMap(({ members }) => members ?? []);
  const holders = access.map(({ accessorId }) => accessorId);
  return {
    groups: new Set([...holders, ...groups.map(({ id }) => id)]),
    people: new Set([...holders, ...[...inGroups, ...(users ?? [])].map(({ id }) => id)]),
  };
}
