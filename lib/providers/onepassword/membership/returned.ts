import type { OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import { bornKey, type Fact, personKey } from './fact.ts';
import type { Facts } from './register.ts';

/** An account that a list of users has in use, and that was out of use before. Both times RFC 3339. */
export interface Returned {
  readonly id: string;
  /** When the list was read that had it out of use, or when all that it had was taken from it at once. */
  readonly outAt: string;
  /** When the list was read that has it in use again. */
  readonly backAt: string;
  /** Set where no list had it out of use, and events took all that it had at once. */
  readonly taken?: true;
}

/** What follows from the end of an account stands in the log within so long of it. */
export const besideMs = 60_000;

/** Who came back from one list of users to the next. */
export function returnedIn(
  before: { readonly at: string; readonly users: Iterable<OnePasswordUser> },
  now: { readonly at: string; readonly users: readonly OnePasswordUser[] },
): readonly Returned[] {
  const active = new Set(now.users.filter(({ state }) => isActiveState(state) !== false).map(({ id }) => id));
  const back: Returned[] = [];
  for (const { id, state } of before.users)
    if (isActiveState(state) === false && active.has(id)) back.push({ id, outAt: before.at, backAt: now.at });
  return back;
}

/**
 * Which of what they had came back with them is told by the event that brought them back, as not known; where there is none,
 * it was lost, and nothing says that anything came back. A baseline that was begun afterwards shows what did.
 */
export function againstReturns(facts: Facts, returned: readonly Returned[], from: number): readonly Fact[] {
  return returned.flatMap((one): readonly Fact[] => {
    const at = Date.parse(one.backAt);
    if (isKnown(facts, one) || !(from <= at)) return [];
    const day = one.backAt.slice(0, 10);
    const why = one.taken
      ? `the account lost everything at once on ${one.outAt.slice(0, 10)}, as a deactivated account does, but it was in use on ${day}, and no event explains it`
      : `the account is in use again in the list of users since ${day}, and no event explains it`;
    return [{ key: personKey(one.id), outcome: 'unknown', at, event: null, by: null, why }];
  });
}

/** An event that came late: it brought them back, or put out of use whom events took everything from. */
function isKnown(facts: Facts, { id, outAt, taken }: Returned): boolean {
  const out = Date.parse(outAt);
  const isBack = (facts.get(bornKey(id)) ?? []).some(({ at }) => at >= out);
  const isEnded = (facts.get(personKey(id)) ?? []).some(
    ({ at, outcome }) => outcome === 'not' && Math.abs(at - out) <= besideMs,
  );
  return isBack || (taken === true && isEnded);
}

/** As it is handed on from night to night. */
export function returnedText(returned: readonly Returned[]): string {
  return returned
    .map(({ backAt, id, outAt, taken }) =>
      [encodeURIComponent(id), outAt, backAt, ...(taken ? ['taken'] : [])].join('='),
    )
    .join(' ');
}

export function readReturned(text: string | undefined): readonly Returned[] {
  return (text ?? '').split(' ').flatMap((one): readonly Returned[] => {
    const [id, outAt, backAt, taken] = one.split('=');
    if (!id || !outAt || !backAt) return [];
    return [
      { id: decodeURIComponent(id), outAt, backAt, ...(taken === 'taken' ? { taken: true as const } : {}) },
    ];
  });
}
