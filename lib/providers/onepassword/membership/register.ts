import { allKey, type Fact } from './fact.ts';

/** Facts by what they bear on. */
export type Facts = ReadonlyMap<string, readonly Fact[]>;

/** When a baseline was made: what happened from `from` on may not be in it. Milliseconds. */
export interface Moment {
  readonly from: number;
}

/** What is known of one membership. */
export type Settled =
  | { readonly outcome: 'has' | 'not'; readonly fact: Fact | null }
  | { readonly outcome: 'unknown'; readonly why: string; readonly fact: Fact | null };

/**
 * What a baseline and events come to for one membership: of the facts under its keys the latest counts, two of one moment
 * that say two things are none. What happened before the baseline was begun is in it, unless the two disagree.
 * @param held whether the baseline has it
 */
export function settle(facts: Facts, keys: readonly string[], held: boolean, moment: Moment): Settled {
  const stated = [...keys, allKey].flatMap((key) => facts.get(key) ?? []);
  const last = latestOf(stated);
  const [first] = last;
  if (!first) return { outcome: held ? 'has' : 'not', fact: null };
  if (last.every(({ onlyHeld }) => onlyHeld) && !heldBefore(stated, held, moment))
    return { outcome: 'not', fact: null };
  const unclear = last.find(({ outcome }) => outcome === 'unknown');
  if (unclear) return doubt(unclear.why ?? 'an event makes it uncertain', unclear);
  if (last.some(({ outcome }) => outcome !== first.outcome))
    return doubt('two events of the same time contradict each other', first);
  const says = first.outcome === 'has';
  if (first.at >= moment.from) return { outcome: says ? 'has' : 'not', fact: first };
  if (says === held) return { outcome: held ? 'has' : 'not', fact: null };
  return doubt('the baseline and an event shortly before it contradict each other', first);
}

/** Whether somebody had it before what only casts doubt on that, or may have. */
function heldBefore(stated: readonly Fact[], held: boolean, moment: Moment): boolean {
  const last = latestOf(stated.filter(({ onlyHeld }) => !onlyHeld));
  const [first] = last;
  const may = last.some(({ outcome }) => outcome !== 'not');
  return first && first.at >= moment.from ? may : held || may;
}

function latestOf(facts: readonly Fact[]): readonly Fact[] {
  const latest = facts.reduce((most, { at }) => Math.max(most, at), Number.NEGATIVE_INFINITY);
  return facts.filter(({ at }) => at === latest);
}

function doubt(why: string, fact: Fact): Settled {
  return { outcome: 'unknown', why, fact };
}

export function factsByKey(facts: Iterable<Fact>): Facts {
  return Map.groupBy(facts, ({ key }) => key);
}
