/** Made-up answers, in Google's shapes. */
export function user(name: string, change: Record<string, unknown> = {}) {
  return {
    kind: 'admin#directory#user',
    id: `1000-${name}`,
    primaryEmail: `${name}@acme.example`,
    isAdmin: false,
    isDelegatedAdmin: false,
    lastLoginTime: '2026-11-22T08:11:04.000Z',
    creationTime: '2024-06-27T15:34:22.000Z',
    suspended: false,
    archived: false,
    customerId: 'C01234567',
    orgUnitPath: '/',
    isEnrolledIn2Sv: true,
    isEnforcedIn2Sv: true,
    ...change,
  };
}

export function policy(name: string, change: Record<string, unknown> = {}) {
  return {
    name: `policies/${name}`,
    customer: 'customers/C01234567',
    policyQuery: { query: 'entity.org_units.exists(…)', orgUnit: 'orgUnits/03root', sortOrder: 101 },
    setting: {
      type: 'settings/security.two_step_verification_enforcement',
      value: { enforcedFrom: '2024-02-16T23:22:21.732Z' },
    },
    type: 'ADMIN',
    ...change,
  };
}

/** A policy for a group instead of a unit. */
export function groupPolicy(name: string, group: string) {
  return policy(name, {
    policyQuery: { group: `groups/${group}`, orgUnit: 'orgUnits/03root', sortOrder: 102 },
  });
}

export function group(name: string) {
  return {
    kind: 'admin#directory#group',
    id: `id-${name}`,
    email: `${name}@acme.example`,
    name,
    directMembersCount: '1',
  };
}

export function member(name: string, type = 'USER') {
  const id = type === 'GROUP' ? `id-${name}` : `1000-${name}`;
  return {
    kind: 'admin#directory#member',
    id,
    email: `${name}@acme.example`,
    role: 'MEMBER',
    type,
    status: 'ACTIVE',
  };
}

export const root = { name: 'acme.example', orgUnitPath: '/', orgUnitId: 'id:03root' };
export const contractors = {
  name: 'Contractors',
  orgUnitPath: '/Contractors',
  orgUnitId: 'id:03contractors',
  parentOrgUnitPath: '/',
  parentOrgUnitId: 'id:03root',
};
