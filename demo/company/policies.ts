import type { CloudIdentityPolicy } from '../stand-ins/google/world.ts';
import { googleId } from './identifiers.ts';
import { before } from './nights.ts';

/** Days that a newcomer has until 2-step verification is enforced for them. */
export const graceDays = 7;

const enforcedSince = '2024-02-16T22:00:00Z';
const never = '1970-01-01T00:00:00Z';

/** Nights on which somebody's override had switched enforcement off for the contractors' unit. */
export function contractorsLapse(night: number): boolean {
  return night >= 6 && night <= 9;
}

/** Policies about security as the Policy API lists them on a night. */
export function policiesAt(night: number): readonly CloudIdentityPolicy[] {
  const root = { unit: '/', sortOrder: 101 };
  return [
    policy(
      'two_step_verification_enrollment',
      { allowEnrollment: true },
      { ...root, sortOrder: 1 },
      'SYSTEM',
    ),
    policy('two_step_verification_enforcement', { enforcedFrom: enforcedSince }, root),
    policy('two_step_verification_grace_period', { enrollmentGracePeriod: `${graceDays * 86_400}s` }, root),
    policy('two_step_verification_enforcement_factor', { allowedSignInFactorSet: 'NO_TELEPHONY' }, root),
    policy('two_step_verification_device_trust', { allowTrustingDevice: false }, root),
    policy(
      'two_step_verification_enforcement_factor',
      { allowedSignInFactorSet: 'PASSKEY_PLUS_SECURITY_CODE' },
      { unit: '/', group: 'WORKSPACE_ALL_ADMIN_GROUP', sortOrder: 202 },
    ),
    policy(
      'two_step_verification_enforcement',
      { enforcedFrom: never },
      { unit: '/', group: `groups/${googleId('group', '2sv-exempt')}`, sortOrder: 203 },
    ),
    policy('password', { minimumLength: 14, allowReuse: false }, root),
    ...contractorPolicies(night),
  ];
}

/** The override, and after it was mended the unit's own enforcement in its place. */
function contractorPolicies(night: number): readonly CloudIdentityPolicy[] {
  if (night < 6) return [];
  const enforcedFrom = contractorsLapse(night) ? never : new Date(before(10, 10)).toISOString();
  return [
    policy('two_step_verification_enforcement', { enforcedFrom }, { unit: '/Contractors', sortOrder: 104 }),
  ];
}

interface Target {
  readonly unit: string;
  readonly group?: string;
  readonly sortOrder: number;
}

function policy(
  setting: string,
  value: Readonly<Record<string, unknown>>,
  { unit, group, sortOrder }: Target,
  type: 'ADMIN' | 'SYSTEM' = 'ADMIN',
): CloudIdentityPolicy {
  const unitId = googleId('unit', unit);
  return {
    name: `policies/${googleId('policy', `${setting} ${unit} ${group ?? ''}`)}`,
    policyQuery: {
      query: `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${unitId}'))`,
      orgUnit: `orgUnits/${unitId}`,
      ...(group ? { group } : {}),
      sortOrder,
    },
    setting: { type: `settings/security.${setting}`, value },
    type,
  };
}
