import type { GoogleOrgUnit, GooglePolicy } from '../../../../evidence/datasets/google-workspace.ts';
import { type Reach, reachOf } from '../../../../evidence/datasets/google-workspace-reach.ts';
import type { PolicyGroup } from './groups.ts';
import type { Setting } from './settings.ts';

/** A policy as it bears on one setting. */
export interface Rule<Value> {
  /** For reasons: the policy and where it is set. */
  readonly label: string;
  /** Higher wins; null when Google did not say. */
  readonly order: number | null;
  /** Undefined when it could not be read. */
  readonly value: Value | undefined;
  /** Why it may not apply even to people of its unit or group; null when it surely does. */
  readonly doubt: string | null;
}

/** A policy of a group, which may also name a unit below the top. */
export interface GroupRule<Value> {
  readonly group: PolicyGroup;
  readonly unit: string | null;
  readonly rule: Rule<Value>;
}

/** Every policy for one setting, by where it is set. */
export interface Rules<Value> {
  readonly setting: Setting<Value>;
  readonly ofGroups: readonly GroupRule<Value>[];
  readonly ofUnits: ReadonlyMap<string, readonly Rule<Value>[]>;
  /** Policies of which nobody can tell to whom they apply: no unit and no group, or a query that says otherwise. */
  readonly ofNobody: readonly Rule<Value>[];
}

export interface Places {
  readonly units: readonly GoogleOrgUnit[];
  readonly groups: ReadonlyMap<string, PolicyGroup>;
}

/** Sorts the policies for a setting by place. One that names a group is the group's, even if it also names a unit. */
export function rulesFor<Value>(
  setting: Setting<Value>,
  policies: readonly GooglePolicy[],
  { units, groups }: Places,
): Rules<Value> {
  const paths = new Map(units.map((unit) => [unit.orgUnitId, unit.orgUnitPath]));
  const ofGroups: GroupRule<Value>[] = [];
  const ofUnits = new Map<string, Rule<Value>[]>();
  const ofNobody: Rule<Value>[] = [];
  for (const policy of policies.filter((each) => each.setting === setting.name)) {
    const reach = reachOf(policy);
    const group = policy.group ? groups.get(policy.group) : undefined;
    const unit = policy.orgUnit;
    if (reach === 'elsewhere' || !(group || unit)) {
      ofNobody.push(ruleOf(setting, policy, reach, 'set where is not clear'));
    } else if (group) {
      const below = unit && paths.get(unit) !== '/' ? unit : null;
      ofGroups.push({ group, unit: below, rule: ruleOf(setting, policy, reach, `group ${group.name}`) });
    } else if (unit) {
      const rule = ruleOf(setting, policy, reach, `unit ${paths.get(unit) ?? unit}`);
      ofUnits.set(unit, [...(ofUnits.get(unit) ?? []), rule]);
    }
  }
  return { setting, ofGroups, ofUnits, ofNobody };
}

function ruleOf<Value>(
  setting: Setting<Value>,
  policy: GooglePolicy,
  reach: Reach,
  place: string,
): Rule<Value> {
  return {
    label: `${policy.name} (${setting.name}, ${place})`,
    order: policy.sortOrder,
    value: setting.read(policy.value),
    doubt: reach === 'plain' ? null : 'its query has conditions that the evidence does not answer',
  };
}
