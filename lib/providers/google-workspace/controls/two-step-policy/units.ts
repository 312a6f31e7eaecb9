import type { GoogleOrgUnit } from '../../../../evidence/datasets/google-workspace.ts';

/** The units that a person is in, nearest first, by id. */
export interface UnitChain {
  readonly ids: readonly string[];
  /** Why the chain may not be the whole way up; null when it reaches the top. */
  readonly gap: string | null;
}

const noUnit: UnitChain = { ids: [], gap: 'Google did not say which unit this person is in' };
const strangeUnit: UnitChain = { ids: [], gap: 'the unit of this person is not among those collected' };

/** Looks up the chain of the unit at a path. */
export function unitChains(units: readonly GoogleOrgUnit[]): (path: string | null) => UnitChain {
  const byId = new Map(units.map((unit) => [unit.orgUnitId, unit]));
  const byPath = new Map(units.map((unit) => [unit.orgUnitPath, unit]));
  const parentOf = (unit: GoogleOrgUnit): GoogleOrgUnit | undefined =>
    unit.parentOrgUnitId === null ? byPath.get(unit.parentOrgUnitPath ?? '') : byId.get(unit.parentOrgUnitId);
  const chains = new Map(units.map((unit) => [unit.orgUnitPath, climb(unit, parentOf)]));
  return (path) => (path === null ? noUnit : (chains.get(path) ?? strangeUnit));
}

/**
 * The units with the top one, which Google leaves out of a list of what lies below it: every unit right below names it.
 * Without it nobody can tell where a policy of the top unit is set.
 */
export function withTop(units: readonly GoogleOrgUnit[]): readonly GoogleOrgUnit[] {
  if (units.some(({ orgUnitPath }) => orgUnitPath === '/')) return units;
  const below = units.filter(({ parentOrgUnitPath }) => parentOrgUnitPath === '/');
  const [orgUnitId, ...others] = new Set(below.map(({ parentOrgUnitId }) => parentOrgUnitId));
  if (!orgUnitId || others.length > 0) return units;
  const top = { name: null, orgUnitId, orgUnitPath: '/', parentOrgUnitId: null, parentOrgUnitPath: null };
  return [top, ...units];
}

function climb(from: GoogleOrgUnit, parentOf: (unit: GoogleOrgUnit) => GoogleOrgUnit | undefined): UnitChain {
  const ids = new Set<string>();
  for (let unit: GoogleOrgUnit | undefined = from; unit; unit = parentOf(unit)) {
    if (ids.has(unit.orgUnitId))
      return { ids: [...ids], gap: `the units above ${from.orgUnitPath} form a ring` };
    ids.add(unit.orgUnitId);
    if (unit.orgUnitPath === '/') return { ids: [...ids], gap: null };
  }
  return { ids: [...ids], gap: `a unit above ${from.orgUnitPath} is not among those collected` };
}
