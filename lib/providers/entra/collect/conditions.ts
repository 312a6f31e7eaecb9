import type { EntraPolicy } from '../../../evidence/datasets/entra.ts';
import type { Raw } from '../../read-fields.ts';
import { isNothing, objectOf, textsOf } from './raw.ts';

/** What is told under this name leaves nobody out. */
const wide: Readonly<Record<string, (value: unknown) => boolean | null>> = {
  clientAppTypes: (value) => {
    const types = textsOf(value);
    if (types === null) return null;
    const all = ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'];
    return types.includes('all') || all.every((one) => types.includes(one));
  },
  platforms: (value) => isWide(value, 'includePlatforms', 'excludePlatforms', 'all'),
  locations: (value) => isWide(value, 'includeLocations', 'excludeLocations', 'All'),
  signInRiskLevels: isNothing,
  userRiskLevels: isNothing,
};

/** Names of the conditions that narrow the policy; null where one that always comes did not, or not in its form. */
export function conditionsOf(conditions: Raw): EntraPolicy['conditions'] {
  const known = Object.entries(wide).map(([name, isWhole]) => [name, isWhole(conditions[name])] as const);
  if (known.some(([name, whole]) => whole === null || !Object.hasOwn(conditions, name))) return null;
  const others = Object.keys(conditions).filter(
    (name) =>
      !['applications', 'users'].includes(name) && !Object.hasOwn(wide, name) && !isNothing(conditions[name]),
  );
  return [...known.filter(([, whole]) => whole === false).map(([name]) => name), ...others].sort();
}

/** Null is what Graph gives where a condition is not set. */
function isWide(value: unknown, include: string, exclude: string, all: string): boolean | null {
  if (value === null) return true;
  const raw = objectOf(value);
  const [included, excluded] = [textsOf(raw[include]), textsOf(raw[exclude]) ?? []];
  return included === null ? null : included.includes(all) && excluded.length === 0;
}
