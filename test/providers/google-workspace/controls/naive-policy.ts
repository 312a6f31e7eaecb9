import type { GooglePolicy, GoogleUser } from '../../../../lib/evidence/datasets/google-workspace.ts';
import type { World } from './world.ts';

/** What decides for a person by each of the two rules. */
export interface NaivePolicy {
  readonly byOrder: GooglePolicy | undefined;
  readonly byPlace: GooglePolicy | undefined;
}

/** Both rules read aloud, slowly and without any index, for worlds in which everything is known. */
export function naivePolicy(world: World, person: GoogleUser, setting: string): NaivePolicy {
  const chain = unitsOf(world, person);
  const inUnit = ({ orgUnit }: GooglePolicy) => orgUnit === null || chain.includes(orgUnit);
  const inGroup = ({ group }: GooglePolicy) => group === null || belongs(world, person, group, []);
  const all = world.policies.filter((each) => each.setting === setting && inUnit(each) && inGroup(each));
  return { byOrder: highest(all), byPlace: firstPlace(all, chain) };
}

function firstPlace(
  policies: readonly GooglePolicy[],
  chain: readonly (string | undefined)[],
): GooglePolicy | undefined {
  const ofGroups = policies.filter(({ group }) => group !== null);
  if (ofGroups.length > 0) return highest(ofGroups);
  for (const id of chain) {
    const ofUnit = policies.filter(({ orgUnit }) => orgUnit === id);
    if (ofUnit.length > 0) return highest(ofUnit);
  }
  return undefined;
}

function unitsOf(world: World, person: GoogleUser): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  let path = person.orgUnitPath;
  while (path !== null) {
    const unit = world.units.find(({ orgUnitPath }) => orgUnitPath === path);
    found.push(unit?.orgUnitId);
    path = unit?.parentOrgUnitPath ?? null;
  }
  return found;
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
