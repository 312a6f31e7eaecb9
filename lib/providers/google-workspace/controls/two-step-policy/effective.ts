import type { Person } from './groups.ts';
import { type GroupsByName, reaches } from './reach.ts';
import type { Rule, Rules } from './rules.ts';
import type { Setting } from './settings.ts';
import type { UnitChain } from './units.ts';

/** A setting as it is in effect for one person, or why that cannot be told. */
export type Effective<Value> =
  | { readonly known: true; readonly value: Value; readonly source: string }
  | {
      readonly known: false;
      readonly why: string;
      /** The values that may be in effect; undefined for one that could not be read. */
      readonly possible: readonly (Value | undefined)[];
    };

/** A rule that is or may be for the person; `doubt` is why it may not be. */
interface Applying<Value> extends Rule<Value> {
  readonly doubt: string | null;
}

/** What decides about one person. */
export interface Facts {
  readonly person: Person;
  readonly chain: UnitChain;
  readonly groups: GroupsByName;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The policy in effect. Google documents that of all policies for a person the one with the greatest order wins
 * (https://cloud.google.com/identity/docs/concepts/policy-api-concepts); its console's help is read as "groups before
 * units, the nearest unit first". Where the two give different values, and where a membership, an order or a condition
 * is not known, more than one value may be in effect: the setting is known only when all of these are the same.
 */
export function effective<Value>(rules: Rules<Value>, facts: Facts): Effective<Value> {
  const applying = rules.all.flatMap((rule) => applyingTo(rule, facts));
  const initial = initialOf(rules.setting);
  const byOrder = contenders([applying], initial);
  const byPlace = contenders(places(applying, facts.chain), initial);
  return settle(rules.setting, byOrder, byPlace, facts.now);
}

function applyingTo<Value>(rule: Rule<Value>, facts: Facts): readonly Applying<Value>[] {
  const reach = reaches(rule.target, facts.person, facts.chain, facts.groups);
  if (reach === false) return [];
  return [{ ...rule, doubt: reach === true ? null : reach.doubt }];
}

function initialOf<Value>({ initial }: Setting<Value>): Applying<Value> {
  const target = { fields: null, query: null, units: none, groups: none, forGroup: false, unclear: null };
  return { label: "Google's default", order: null, value: initial, misread: null, target, doubt: null };
}

const none: ReadonlySet<string> = new Set();

/** Those that may win, where one place goes before the next; Google's default where nothing surely decides. */
function contenders<Value>(
  places: readonly (readonly Applying<Value>[])[],
  initial: Applying<Value>,
): readonly Applying<Value>[] {
  const found: Applying<Value>[] = [];
  for (const place of places) {
    const floor = Math.max(...place.filter(isConfirmed).flatMap(({ order }) => order ?? []));
    const contending = place.filter(({ order }) => order === null || order >= floor);
    found.push(...contending);
    if (contending.some(isConfirmed)) return found;
  }
  return [...found, initial];
}

/** Groups first, then the nearest unit, then those above it. A policy of no place that we know comes last. */
function places<Value>(
  rules: readonly Applying<Value>[],
  { gap, ids }: UnitChain,
): (readonly Applying<Value>[])[] {
  const last = gap === null ? Math.max(0, ids.length - 1) : ids.length;
  const distance = ({ target: { forGroup, units } }: Rule<Value>): number => {
    if (forGroup) return -1;
    const nearest = ids.findIndex((id) => units.has(id));
    return nearest >= 0 ? nearest : last;
  };
  const byDistance = Map.groupBy(rules, distance);
  return [...byDistance].toSorted(([a], [b]) => a - b).map(([, place]) => place);
}

/** Whether the rule is for the person beyond doubt. */
function isConfirmed({ doubt }: Applying<unknown>): boolean {
  return doubt === null;
}

function settle<Value>(
  setting: Setting<Value>,
  byOrder: readonly Applying<Value>[],
  byPlace: readonly Applying<Value>[],
  now: number,
): Effective<Value> {
  const all = [...new Set([...byOrder, ...byPlace])];
  const possible = all.map(({ value }) => value);
  const winner = byOrder.find(isConfirmed);
  const misread = all.find((one) => one.misread !== null)?.misread ?? null;
  if (misread !== null) return { known: false, why: misread, possible };
  if (!winner || winner.value === undefined) return { known: false, why: 'no policy decides', possible };
  const { value } = winner;
  const rival = all.find((one) => one.value !== undefined && !setting.isSame(one.value, value, now));
  if (!rival) return { known: true, value, source: winner.label };
  const why = dispute(setting, winner, rival, byOrder.includes(rival));
  return { known: false, why, possible };
}

/** Both values, and what keeps us from telling which is in effect. */
function dispute<Value>(
  { asText }: Setting<Value>,
  winner: Applying<Value>,
  rival: Applying<Value>,
  contends: boolean,
): string {
  const says = ({ label, value }: Applying<Value>) =>
    `${label} says ${value === undefined ? 'nothing' : asText(value)}`;
  const both = `${says(winner)}, and ${says(rival)}`;
  if (rival.doubt !== null) return `it is not known whether ${rival.label} applies: ${rival.doubt}; ${both}`;
  if (!contends)
    return `${both}; Google's documentation lets the policy with the greatest order win, which is the first, and by its console's help groups and the nearest unit go first, which is the second`;
  const unordered = [winner, rival].find(({ order }) => order === null);
  return unordered
    ? `${both}; Google gave no order for ${unordered.label}`
    : `${both}; they have the same order, which does not decide`;
}
