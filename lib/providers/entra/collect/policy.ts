import type { EntraPolicy } from '../../../evidence/datasets/entra.ts';
import { isObject, type Raw } from '../../read-fields.ts';
import { conditionsOf } from './conditions.ts';
import { objectOf, textOf, textsOf } from './raw.ts';
import { excludedBy, reachOf } from './reach.ts';

/** Security defaults as a policy; null where it is none. */
export function securityDefaultsPolicy(body: unknown): EntraPolicy | null {
  const raw = objectOf(body);
  const id = textOf(raw.id);
  if (id === null) return null;
  const state = raw.isEnabled === true ? 'enabled' : raw.isEnabled === false ? 'disabled' : null;
  return {
    applications: 'all',
    conditions: [],
    demands: ['mfa'],
    excludes: [],
    excludesUsers: [],
    id,
    includes: ['everybody'],
    includesUsers: [],
    kind: 'security-defaults',
    name: textOf(raw.displayName),
    operator: 'AND',
    state,
  };
}

/** A policy of conditional access; null without an id. */
export function conditionalAccessPolicy(item: unknown): EntraPolicy | null {
  const raw = objectOf(item);
  const id = textOf(raw.id);
  if (id === null) return null;
  const conditions = isObject(raw.conditions) ? raw.conditions : null;
  const users = reachOf(conditions?.users);
  const applications = applicationsOf(conditions?.applications);
  return {
    applications: applications.reach,
    conditions: conditions && conditionsOf(conditions),
    demands: demandsOf(raw.grantControls),
    excludes: excludedBy(users, applications.excluded),
    excludesUsers: users.excludesUsers,
    id,
    includes: users.includes,
    includesUsers: users.includesUsers,
    kind: 'conditional-access',
    name: textOf(raw.displayName),
    operator: textOf(objectOf(raw.grantControls).operator),
    state: textOf(raw.state),
  };
}

/** Those of `mfa` alone ask for a second factor. A policy that has no grant controls demands nothing. */
function demandsOf(grant: unknown): EntraPolicy['demands'] {
  if (grant === null) return [];
  if (!isObject(grant)) return null;
  const {
    authenticationStrength: strength,
    builtInControls,
    customAuthenticationFactors,
    termsOfUse,
  } = grant;
  const builtIn = textsOf(builtInControls);
  if (builtIn === null) return null;
  const others = [
    ...(textsOf(customAuthenticationFactors) ?? []).map((one) => `custom:${one}`),
    ...(textsOf(termsOfUse) ?? []).map(() => 'termsOfUse'),
  ];
  const strengths = isObject(strength) ? [strengthOf(strength)] : strength ? ['strength:other'] : [];
  return [...new Set([...builtIn, ...others, ...strengths])].sort();
}

/** Microsoft’s own: multifactor, passwordless, resistant to phishing. */
const builtInStrengths: ReadonlySet<unknown> = new Set(
  [2, 3, 4].map((last) => `00000000-0000-0000-0000-00000000000${last}`),
);

function strengthOf({ id, requirementsSatisfied }: Raw): string {
  return requirementsSatisfied === 'mfa' || builtInStrengths.has(id) ? 'strength:mfa' : 'strength:other';
}

function applicationsOf(value: unknown): {
  readonly reach: EntraPolicy['applications'];
  readonly excluded: boolean | null;
} {
  const raw = objectOf(value);
  const [included, excluded] = [textsOf(raw.includeApplications), textsOf(raw.excludeApplications)];
  const filtered = raw.applicationFilter !== undefined && raw.applicationFilter !== null;
  const reach =
    included === null
      ? null
      : included.includes('All')
        ? 'all'
        : included.length === 0 || included.includes('None')
          ? 'none'
          : 'some';
  return { reach, excluded: excluded === null ? null : filtered || excluded.length > 0 };
}
