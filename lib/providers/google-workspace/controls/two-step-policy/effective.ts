import type { Person } from './groups.ts';
import type { GroupRule, Rule, Rules } from './rules.ts';
import type { UnitChain } from './units.ts';

/** A setting as it is in effect for one person, or why that cannot be told. */
export type Effective<Value> =
  | { readonly known: true; readonly value: Value; readonly source: string }
  | { readonly known: false; readonly why: string };

/**
 * The policy in effect: groups before units, the nearest unit before those above, Google's default at the end;
 * in one place the highest order wins. What is not known (a membership, an order, a condition) leaves more than
 * one policy that may be in effect; the setting is known only when all of these agree.
 */
export function effective<Value>(rules: Rules<Value>, person: Person, chain: UnitChain): Effective<Value> {
  const stray = rules.ofNobody[0];
  if (stray) return { known: false, why: `it cannot be told to whom ${stray.label} applies` };
  const possible: Rule<Value>[] = [];
  for (const place of placesFor(rules, person, chain)) {
    const contending = contenders(place);
    possible.push(...contending);
    const winner = contending.find(isSure);
    if (winner) return settle(winner, possible);
  }
  if (chain.gap !== null) return { known: false, why: chain.gap };
  const initial = { label: "Google's default", order: null, value: rules.setting.initial, doubt: null };
  return settle(initial, possible);
}

/** The policies that may apply to the person, place by place, in the order in which places win. */
function* placesFor<Value>(
  rules: Rules<Value>,
  person: Person,
  chain: UnitChain,
): Generator<readonly Rule<Value>[]> {
  yield rules.ofGroups.flatMap((each) => ruleOfGroup(each, person, chain));
  for (const id of chain.ids) yield rules.ofUnits.get(id) ?? [];
}

/**
 * A group's rule for one person, with what makes it doubtful. Whether a policy that also names a unit reaches the
 * group's members outside of that unit is not for us to guess.
 */
function ruleOfGroup<Value>(
  { group, unit, rule }: GroupRule<Value>,
  person: Person,
  chain: UnitChain,
): readonly Rule<Value>[] {
  const membership = group.membership(person);
  if (membership === 'no') return [];
  if (membership === 'maybe') return [{ ...rule, doubt: group.doubt }];
  if (unit === null || chain.ids.includes(unit)) return [rule];
  return [{ ...rule, doubt: 'it also names a unit that this person is not known to be in' }];
}

/** Those of one place that may win: all but what a sure one outranks. */
function contenders<Value>(place: readonly Rule<Value>[]): readonly Rule<Value>[] {
  const floor = place
    .filter(isSure)
    .reduce((highest, { order }) => Math.max(highest, order ?? highest), Number.NEGATIVE_INFINITY);
  return place.filter(({ order }) => order === null || order >= floor);
}

/** Whether the rule applies to the person beyond doubt. */
function isSure(rule: Rule<unknown>): boolean {
  return rule.doubt === null;
}

function settle<Value>(winner: Rule<Value>, possible: readonly Rule<Value>[]): Effective<Value> {
  const misread = [...possible, winner].find(({ value }) => value === undefined);
  if (misread || winner.value === undefined)
    return { known: false, why: `the value of ${(misread ?? winner).label} could not be read` };
  const rival = possible.find(({ value }) => value !== winner.value);
  if (rival) return { known: false, why: dispute(winner, rival) };
  return { known: true, value: winner.value, source: winner.label };
}

function dispute(winner: Rule<unknown>, rival: Rule<unknown>): string {
  if (rival.doubt !== null) return `it cannot be told whether ${rival.label} applies: ${rival.doubt}`;
  return `${winner.label} and ${rival.label} disagree, and their order does not decide`;
}
