import type { Condition } from '../../../../evidence/datasets/google-policy/query.ts';
import type { Target } from '../../../../evidence/datasets/google-policy/target.ts';
import type { Person, PolicyGroup } from './groups.ts';
import type { UnitChain } from './units.ts';

/** Whether a policy is for somebody, or a clause: why that cannot be told. */
export type Reach = boolean | { readonly doubt: string };

export type GroupsByName = ReadonlyMap<string, PolicyGroup>;

/** Google's own reading: whom the query holds for, in the unit and the group that the policy names. */
export function reaches(target: Target, person: Person, chain: UnitChain, groups: GroupsByName): Reach {
  if (target.unclear !== null) return { doubt: target.unclear };
  const holds = (condition: Condition) => evaluate(condition, person, chain, groups);
  const byQuery = target.query ? holds(target.query) : true;
  const byFields = target.fields ? holds(target.fields) : true;
  const both = every([byFields, byQuery]);
  if (both !== false || byQuery === false || !target.query || !hasChoice(target.query)) return both;
  return { doubt: 'its query offers a choice that the unit and group it names do not' };
}

function evaluate(condition: Condition, person: Person, chain: UnitChain, groups: GroupsByName): Reach {
  const holds = (one: Condition) => evaluate(one, person, chain, groups);
  switch (condition.kind) {
    case 'all':
      return every(condition.of.map(holds));
    case 'any':
      return opposite(every(condition.of.map((one) => opposite(holds(one)))));
    case 'not':
      return opposite(holds(condition.of));
    case 'unit':
      return isIn(condition.id, chain);
    case 'group':
      return belongs(condition.id, person, groups);
    case 'licence':
      return { doubt: 'it is bound to a licence, and who has which licence is not collected' };
    case 'unread':
      return { doubt: 'its query has a condition that Google does not document' };
  }
}

/** False where one is; else true only where all are. */
function every(reaches: readonly Reach[]): Reach {
  if (reaches.includes(false)) return false;
  return reaches.find((one) => one !== true) ?? true;
}

function opposite(reach: Reach): Reach {
  return typeof reach === 'boolean' ? !reach : reach;
}

/** A policy of a unit is also that of all units below it. */
function isIn(unit: string, { gap, ids }: UnitChain): Reach {
  if (ids.includes(unit)) return true;
  return gap === null ? false : { doubt: gap };
}

function belongs(id: string, person: Person, groups: GroupsByName): Reach {
  const group = groups.get(id);
  if (!group) return { doubt: `the group ${id} was not collected` };
  const membership = group.membership(person);
  return membership === 'maybe' ? { doubt: group.doubt } : membership === 'yes';
}

function hasChoice(condition: Condition): boolean {
  switch (condition.kind) {
    case 'any':
      return true;
    case 'all':
      return condition.of.some(hasChoice);
    case 'not':
      return hasChoice(condition.of);
    default:
      return false;
  }
}
