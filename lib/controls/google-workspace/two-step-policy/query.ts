import type { GooglePolicy } from '../../../evidence/records/google-workspace.ts';

/** `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('03ph8a2z1root00'))`, or the same of groups. */
const clause =
  /^entity\.(?:org_units|groups)\.exists\(\s*(\w+)\s*,\s*\1\.(?:org_unit_id|group_id)\s*==\s*(orgUnitId|groupId)\(\s*(['"])([^'"]*)\3\s*\)\s*\)$/;

/**
 * Whether a policy's query asks more than "is in this unit" and "is in this group", such as a licence, or asks it
 * of another unit or group than the policy names: then the evidence cannot tell to whom the policy applies.
 */
export function asksMore(policy: Pick<GooglePolicy, 'query' | 'orgUnit' | 'group'>): boolean {
  const query = policy.query?.trim();
  if (!query) return false;
  return !query.split('&&').every((part) => isPlain(part.trim(), policy));
}

function isPlain(part: string, policy: Pick<GooglePolicy, 'orgUnit' | 'group'>): boolean {
  const match = clause.exec(part);
  if (!match) return false;
  const [, , kind, , id] = match;
  return bare(id) === bare(kind === 'groupId' ? policy.group : policy.orgUnit);
}

function bare(id: string | null | undefined): string {
  return (id ?? '').replace(/^(?:id:|orgUnits\/|groups\/)/, '');
}
