import type { OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import { bornKey, type Fact, personKey } from './fact.ts';
import type { Facts } from './register.ts';

/** An account that a list of users has in use, and the one before had not. Both times RFC 3339. */
export interface Returned {
  readonly id: string;
  /** When the list was read that had it out of use. */
  readonly outAt: string;
  /** When the list was read that has it in use again. */
  readonly backAt: string;
}

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
  return returned.flatMap(({ backAt, id, outAt }) => {
    const at = Date.parse(backAt);
    const isTold = (facts.get(bornKey(id)) ?? []).some((fact) => fact.at >= Date.parse(outAt));
    if (isTold || !(from <= at)) return [];
    const why = `the list of users has the account in use again since ${backAt.slice(0, 10)}, and no event tells`;
    return [{ key: personKey(id), outcome: 'unknown', at, event: null, by: null, why } as const];
  });
}

/** As it is handed on from night to night. */
export function returnedText(returned: readonly Returned[]): string {
  return returned.map(({ backAt, id, outAt }) => `${id}=${outAt}=${backAt}`).join(' ');
}

export function readReturned(text: string | undefined): readonly Returned[] {
  return (text ?? '').split(' ').flatMap((one) => {
    const [id, outAt, backAt] = one.split('=');
    return id && outAt && backAt ? [{ id, outAt, backAt }] : [];
  });
}
