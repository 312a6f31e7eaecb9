import type { EntraPolicy } from '../../../evidence/datasets/entra.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import type { MembersOf } from './groups.ts';
import { objectOf, textsOf } from './raw.ts';

/** A policy that is in force, with the members of its groups among its users; where one was not read, `groups` stays. */
export function* withGroups(
  policy: EntraPolicy,
  item: unknown,
  membersOf: MembersOf,
): Reading<never, ProviderRequest, EntraPolicy> {
  if (policy.state !== 'enabled') return policy;
  const users = objectOf(objectOf(objectOf(item).conditions).users);
  const out = yield* readGroups(textsOf(users.excludeGroups) ?? [], membersOf);
  const into = yield* readGroups(textsOf(users.includeGroups) ?? [], membersOf);
  return {
    ...policy,
    excludes: without(policy.excludes, out),
    excludesUsers: and(policy.excludesUsers, out),
    includes: without(policy.includes, into),
    includesUsers: and(policy.includesUsers, into),
  };
}

interface Groups {
  readonly members: readonly string[];
  readonly whole: boolean;
}

function* readGroups(
  groups: readonly string[],
  membersOf: MembersOf,
): Reading<never, ProviderRequest, Groups> {
  const members: string[] = [];
  let whole = true;
  for (const group of groups) {
    const found = yield* membersOf(group);
    members.push(...(found ?? []));
    if (found === null) whole = false;
  }
  return { members, whole };
}

function without(reach: readonly string[] | null, { whole }: Groups): readonly string[] | null {
  return whole ? (reach?.filter((one) => one !== 'groups') ?? null) : reach;
}

function and(users: readonly string[] | null, { members }: Groups): readonly string[] | null {
  return users && [...new Set([...users, ...members])].sort();
}
