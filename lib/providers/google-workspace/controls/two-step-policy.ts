import { targetOf } from '../../../evidence/datasets/google-policy/target.ts';
import type {
  GoogleGroup,
  GoogleOrgUnit,
  GooglePolicy,
  GoogleUser,
} from '../../../evidence/datasets/google-workspace.ts';
import { type Effective, effective, type Facts } from './two-step-policy/effective.ts';
import { personOf, policyGroups } from './two-step-policy/groups.ts';
import { type Places, rulesFor } from './two-step-policy/rules.ts';
import { enforcement, enrollment, type FactorSet, factors, gracePeriod } from './two-step-policy/settings.ts';
import { type UnitChain, unitChains, withTop } from './two-step-policy/units.ts';

/** The 2-step verification policy in effect for one person, setting by setting. */
export interface TwoStepPolicy {
  /** Whether the person may set it up. */
  readonly enrollment: Effective<boolean>;
  /** Since when it is enforced, in milliseconds since 1970, perhaps in the future; null for never. */
  readonly enforcement: Effective<number | null>;
  /** How long after its creation an account may go without, in milliseconds. */
  readonly gracePeriod: Effective<number>;
  readonly factors: Effective<FactorSet>;
}

/** What decides the policy in effect; each list whole. */
export interface PolicyWorld {
  readonly units: readonly GoogleOrgUnit[];
  readonly groups: readonly GoogleGroup[];
  readonly policies: readonly GooglePolicy[];
}

export type PolicyOf = (user: GoogleUser) => TwoStepPolicy;

/**
 * Prepares look-ups of the policy in effect at a moment (milliseconds since 1970). The index is as large as the units,
 * policies and groups; people in the same unit and the same policy groups share one answer, so that a large population
 * takes no memory.
 */
export function twoStepPolicies({ units: listed, groups, policies }: PolicyWorld, now: number): PolicyOf {
  const units = withTop(listed);
  const named = new Set(policies.flatMap((policy) => [...targetOf(policy).groups]));
  const places: Places = { units, groups: policyGroups(named, groups) };
  const groupsInOrder = [...places.groups.values()];
  const chainOf = unitChains(units);
  const resolve = resolver(policies, places);
  const known = new Map<UnitChain, Map<string, TwoStepPolicy>>();
  return (user) => {
    const person = personOf(user);
    const chain = chainOf(user.orgUnitPath);
    const memberships = groupsInOrder.map((group) => group.membership(person)).join();
    const ofChain = remember(known, chain, () => new Map<string, TwoStepPolicy>());
    return remember(ofChain, memberships, () => resolve({ person, chain, groups: places.groups, now }));
  };
}

/** The policy of somebody for whom nothing can be told. */
export function unreadablePolicy(why: string): TwoStepPolicy {
  const unreadable = { known: false, why, possible: [] } as const;
  return {
    enrollment: unreadable,
    enforcement: unreadable,
    gracePeriod: unreadable,
    factors: unreadable,
  };
}

function resolver(policies: readonly GooglePolicy[], places: Places) {
  const rules = {
    enrollment: rulesFor(enrollment, policies, places),
    enforcement: rulesFor(enforcement, policies, places),
    gracePeriod: rulesFor(gracePeriod, policies, places),
    factors: rulesFor(factors, policies, places),
  };
  return (facts: Facts): TwoStepPolicy => ({
    enrollment: effective(rules.enrollment, facts),
    enforcement: effective(rules.enforcement, facts),
    gracePeriod: effective(rules.gracePeriod, facts),
    factors: effective(rules.factors, facts),
  });
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
