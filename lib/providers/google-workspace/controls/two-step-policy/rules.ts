import { type Target, targetOf } from '../../../../evidence/datasets/google-policy/target.ts';
import type { GoogleOrgUnit, GooglePolicy } from '../../../../evidence/datasets/google-workspace.ts';
import type { GroupsByName } from './reach.ts';
import type { Setting } from './settings.ts';

/** A policy as it bears on one setting. */
export interface Rule<Value> {
  /** For reasons: the policy and where it is set. */
  readonly label: string;
  /** Higher wins; null when Google did not say. */
  readonly order: number | null;
  /** Undefined when it could not be read, or is not believed. */
  readonly value: Value | undefined;
  /** A clause: why there is no value. */
  readonly misread: string | null;
  readonly target: Target;
}

/** Every policy for one setting. */
export interface Rules<Value> {
  readonly setting: Setting<Value>;
  readonly all: readonly Rule<Value>[];
}

export interface Places {
  readonly units: readonly GoogleOrgUnit[];
  readonly groups: GroupsByName;
}

export function rulesFor<Value>(
  setting: Setting<Value>,
  policies: readonly GooglePolicy[],
  places: Places,
): Rules<Value> {
  const paths = new Map(places.units.map((unit) => [unit.orgUnitId, unit.orgUnitPath]));
  const own = policies.filter((each) => each.setting === setting.name);
  return { setting, all: own.map((policy) => ruleOf(setting, policy, paths, places.groups)) };
}

function ruleOf<Value>(
  setting: Setting<Value>,
  policy: GooglePolicy,
  paths: ReadonlyMap<string, string>,
  groups: GroupsByName,
): Rule<Value> {
  const target = targetOf(policy);
  const label = `${policy.name} (${setting.name}, ${placeAsText(target, paths, groups)})`;
  const value = setting.read(policy.value);
  const misread =
    value === undefined
      ? (setting.disbelief?.(policy.value) ?? `the value of ${label} could not be read`)
      : null;
  return { label, order: policy.sortOrder, value, misread, target };
}

function placeAsText(target: Target, paths: ReadonlyMap<string, string>, groups: GroupsByName): string {
  const units = [...target.units].map((id) => `unit ${paths.get(id) ?? id}`);
  const ofGroups = [...target.groups].map((id) => `group ${groups.get(id)?.name ?? id}`);
  const [place] = target.forGroup ? ofGroups : units;
  return place ?? 'set where is not clear';
}
