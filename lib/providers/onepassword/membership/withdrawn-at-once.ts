import type { OnePasswordEvent, OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import { groupKey, type Kind, pairKey, personKey, vaultKey } from './fact.ts';
import { factsOfEvent } from './facts-of-event.ts';
import { type Facts, factsByKey, settle } from './register.ts';
import { besideMs, type Returned } from './returned.ts';
import { isAutomatic, rosterOf } from './roster.ts';
import type { Baseline } from './state.ts';

/** What one night knows when it has read the log. */
export interface AtOnce {
  /** Null without one that can be read: then nothing is derived. */
  readonly baseline: Baseline | null;
  /** Events that no night had read which had a list of users to hold them against. */
  readonly fresh: readonly OnePasswordEvent[];
  /** Those of all nights that are at hand, tonight's among them. */
  readonly all: () => readonly OnePasswordEvent[];
  readonly users: readonly OnePasswordUser[];
  /** RFC 3339. */
  readonly now: string;
}

/**
 * Who lost all that they had in one moment, and has an account in use: nobody takes it vault by vault within a second, so that the
 * account was put out of use and back, and where no event says so, both were lost. What came back with it is not known.
 */
export function withdrawnAtOnce({ all, baseline, fresh, now, users }: AtOnce): readonly Returned[] {
  const lately = new Set(fresh.filter(isWithdrawal).map(withdrawnFrom));
  if (baseline === null || lately.size === 0) return [];
  const known = [...new Map([...all(), ...fresh].map((event) => [event.uuid, event])).values()];
  const groups = Map.groupBy(known.filter(isWithdrawal), withdrawnFrom);
  const several = [...groups].filter(([moment, events]) => lately.has(moment) && events.length > 1);
  if (several.length === 0) return [];
  const facts = factsByKey(known.flatMap(factsOfEvent));
  const inUse = new Set(users.filter(({ state }) => isActiveState(state) !== false).map(({ id }) => id));
  return several.flatMap(([, [first]]): readonly Returned[] => {
    const [id, at] = [first?.auxId ?? '', Date.parse(first?.timestamp ?? '')];
    if (!inUse.has(id) || isEndKnown(facts, id, at) || hasSomethingLeft(id, at, baseline, known)) return [];
    return [{ id, outAt: new Date(at).toISOString(), backAt: now, taken: true }];
  });
}

function isWithdrawal({ action, auxId, objectType }: OnePasswordEvent): boolean {
  if (auxId === null) return false;
  return objectType === 'uva' ? action === 'revoke' : objectType === 'gm' && action === 'leave';
}

function withdrawnFrom({ auxId, timestamp }: OnePasswordEvent): string {
  return `${auxId} ${Date.parse(timestamp)}`;
}

function isEndKnown(facts: Facts, id: string, at: number): boolean {
  return (facts.get(personKey(id)) ?? []).some(
    (fact) => fact.outcome === 'not' && Math.abs(fact.at - at) <= besideMs,
  );
}

/** Groups that 1Password fills by itself are left aside: whether it says that it took somebody out of one is not documented. */
function hasSomethingLeft(
  id: string,
  at: number,
  baseline: Baseline,
  events: readonly OnePasswordEvent[],
): boolean {
  const until = events.filter(({ timestamp }) => Date.parse(timestamp) <= at);
  const facts = factsByKey(until.flatMap(factsOfEvent));
  const { groups } = rosterOf(baseline, [], []);
  const held = heldBy(id, baseline);
  const moment = { from: Date.parse(baseline.at) };
  return [...new Set([...held, ...facts.keys()])].some((key) => {
    const [kind, of = '', who] = key.split(' ');
    const isOwn = who === id && (kind === 'uva' || (kind === 'gm' && !isAutomatic(groups.get(of))));
    const keys = [key, kind === 'uva' ? vaultKey(of) : groupKey(of), personKey(id)];
    return isOwn && settle(facts, keys, held.has(key), moment).outcome === 'has';
  });
}

function heldBy(id: string, { access, groups }: Baseline): ReadonlySet<string> {
  const key = (kind: Kind, of: string): string => pairKey(kind, of, id);
  const isIn = (members: Baseline['groups'][number]['members']) => members?.some((one) => one.id === id);
  return new Set([
    ...access.flatMap(({ accessorId, members, vaultId }) => [
      ...(accessorId === id ? [key('uva', vaultId)] : []),
      ...(isIn(members) ? [key('gm', accessorId)] : []),
    ]),
    ...groups.flatMap((group) => (isIn(group.members) ? [key('gm', group.id)] : [])),
  ]);
}
