import type { GooglePolicy, GoogleUser } from '../../../../lib/evidence/datasets/google-workspace.ts';
import type { World } from './world.ts';

/** The rule read aloud, slowly and without any index, for worlds in which everything is known. */
export function naivePolicy(world: World, person: GoogleUser, setting: string): GooglePolicy | undefined {
  const all = world.policies.filter((policy) => policy.setting === setting);
  const ofGroups = all.filter(({ group }) => group !== null && belongs(world, person, group, []));
  if (ofGroups.length > 0) return highest(ofGroups);
  let path = person.orgUnitPath;
  while (path !== null) {
    const unit = world.units.find(({ orgUnitPath }) => orgUnitPath === path);
    const ofUnit = all.filter(({ group, orgUnit }) => group === null && orgUnit === unit?.orgUnitId);
    if (ofUnit.length > 0) return highest(ofUnit);
    path = unit?.parentOrgUnitPath ?? null;
  }
  return undefined;
}

function highest(policies: readonly GooglePolicy[]): GooglePolicy | undefined {
  return policies.toSorted((a, b) => (b.sortOrder ?? 0) - (a.sortOrder ?? 0))[0];
}

function belongs(world: World, person: GoogleUser, id: string, above: readonly string[]): boolean {
  if (id === 'WORKSPACE_ALL_ADMIN_GROUP') return person.isAdmin === true || person.isDelegatedAdmin === true;
  if (above.includes(id)) return false;
  const members = world.groups.find((group) => group.id === id)?.members ?? [];
  return members.some((member) => {
    if (member.type === 'CUSTOMER') return true;
    if (member.type === 'GROUP') return belongs(world, person, member.id ?? '', [...above, id]);
    return member.id === person.id || [person.primaryEmail, ...person.aliases].includes(member.email ?? '');
  });
}
