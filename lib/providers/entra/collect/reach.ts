import type { EntraPolicy } from '../../../evidence/datasets/entra.ts';
import { isNothing, objectOf, textsOf } from './raw.ts';

/** Whom a policy is for, and whom it leaves out. */
export type Reach = Pick<EntraPolicy, 'excludes' | 'excludesUsers' | 'includes' | 'includesUsers'>;

/** Words that stand among users and are nobody's id. */
const guests = 'GuestsOrExternalUsers';
const specials: ReadonlySet<string> = new Set(['All', 'None', guests]);

/** The users of a policy of conditional access; null where one of its lists did not come. */
export function reachOf(value: unknown): Reach {
  const raw = objectOf(value);
  const lists = (side: 'include' | 'exclude') =>
    ['Users', 'Groups', 'Roles'].map((what) => textsOf(raw[`${side}${what}`]));
  const [included = null, ...inGroups] = lists('include');
  const [excluded = null, ...outGroups] = lists('exclude');
  const others = (groups: readonly (readonly string[] | null)[], guests: boolean) => [
    ...(groups[0]?.length ? ['groups'] : []),
    ...(groups[1]?.length ? ['roles'] : []),
    ...(guests ? ['guests'] : []),
  ];
  const guestsIn = included?.includes(guests) === true || !isNothing(raw.includeGuestsOrExternalUsers);
  const guestsOut = excluded?.includes(guests) === true || !isNothing(raw.excludeGuestsOrExternalUsers);
  const everybody = included?.includes('All') ? ['everybody'] : [];
  return {
    includes: inGroups.includes(null) || !included ? null : [...everybody, ...others(inGroups, guestsIn)],
    includesUsers: idsIn(included),
    excludes: outGroups.includes(null) || !excluded ? null : others(outGroups, guestsOut),
    excludesUsers: idsIn(excluded),
  };
}

/** @param applications whether some are left out; null where that did not come */
export function excludedBy({ excludes }: Reach, applications: boolean | null): EntraPolicy['excludes'] {
  if (excludes === null || applications === null) return null;
  return [...(applications ? ['applications'] : []), ...excludes];
}

function idsIn(users: readonly string[] | null): readonly string[] | null {
  return users && [...new Set(users.filter((one) => !specials.has(one)))].sort();
}
