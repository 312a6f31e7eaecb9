/** What a policy calls the group of everybody who holds an admin role. */
export const allAdmins = 'WORKSPACE_ALL_ADMIN_GROUP';

/**
 * What a policy's query says of its unit and group. `plain`: no more than they do. `conditional`: it asks more,
 * such as a licence, of people there. `elsewhere`: it speaks of other units or groups, or in a way that is not
 * understood, so that nobody can tell where the policy is set.
 */
export type Reach = 'plain' | 'conditional' | 'elsewhere';

/** Where a policy is set, by its own fields. */
export interface Target {
  readonly group: string | null;
  readonly orgUnit: string | null;
  readonly query: string | null;
}

/** `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('03ph8a2z1root00'))`, or the same of groups. */
const clause =
  /^entity\.(?:org_units|groups)\.exists\(\s*(\w+)\s*,\s*\1\.(?:org_unit_id|group_id)\s*==\s*(orgUnitId|groupId)\(\s*(['"])([^'"]*)\3\s*\)\s*\)$/;

/** Reads a policy's query. One that did not come says nothing beyond the policy's own unit and group. */
export function reachOf(policy: Target): Reach {
  const parts = (policy.query ?? '').split('&&').map((part) => part.trim());
  const reaches = parts.filter((part) => part !== '').map((part) => reachOfPart(part, policy));
  if (reaches.includes('elsewhere')) return 'elsewhere';
  return reaches.includes('conditional') ? 'conditional' : 'plain';
}

function reachOfPart(part: string, { group, orgUnit }: Target): Reach {
  const [, , kind, , id] = clause.exec(part) ?? [];
  if (id !== undefined) {
    // How a query spells the group of all admins is not documented; the policy's own field says it.
    if (kind === 'groupId' && group === allAdmins) return 'plain';
    return bare(id) === (kind === 'groupId' ? group : orgUnit) ? 'plain' : 'elsewhere';
  }
  return /entity\.(?:org_units|groups)\b/.test(part) ? 'elsewhere' : 'conditional';
}

function bare(id: string): string {
  return id.replace(/^(?:id:|orgUnits\/|groups\/)/, '');
}
