import type { DirectoryUser, GoogleWorld } from '../../../demo/stand-ins/google/world.ts';
import type { OnePasswordWorld } from '../../../demo/stand-ins/onepassword/world.ts';

function user(name: string, traits: Partial<DirectoryUser> = {}): DirectoryUser {
  return {
    id: `id-${name}`,
    primaryEmail: `${name}@acme.example`,
    isAdmin: false,
    isDelegatedAdmin: false,
    ...traits,
  };
}

/** A small customer: a super admin, a delegated one, five others out of order, groups in groups. */
export const acme: GoogleWorld = {
  customerId: 'C0acme',
  users: [
    user('zoe', { isEnforcedIn2Sv: null }),
    user('Ben', { isEnforcedIn2Sv: true, isEnrolledIn2Sv: true }),
    user('ana', { isAdmin: true, aliases: ['boss@acme.example'], orgUnitPath: '/' }),
    user('dora', { isDelegatedAdmin: true }),
    user('carl', { suspended: true, isAdmin: true }),
    user('eve'),
    user('fay'),
  ],
  orgUnits: [
    { name: 'acme.example', orgUnitPath: '/', orgUnitId: 'id:root' },
    { name: 'A', orgUnitPath: '/A', orgUnitId: 'id:a', parentOrgUnitPath: '/', parentOrgUnitId: 'id:root' },
    { name: 'B', orgUnitPath: '/A/B', orgUnitId: 'id:b', parentOrgUnitPath: '/A', parentOrgUnitId: 'id:a' },
  ],
  groups: [
    {
      id: 'g-all',
      email: 'all@acme.example',
      name: 'All',
      members: [
        { id: 'g-some', email: 'some@acme.example', role: 'MEMBER', type: 'GROUP' },
        { id: 'id-ana', email: 'ana@acme.example', role: 'OWNER', type: 'USER', status: 'ACTIVE' },
      ],
    },
    {
      id: 'g-some',
      email: 'some@acme.example',
      name: 'Some',
      members: [
        { id: 'id-ana', email: 'ana@acme.example', role: 'MEMBER', type: 'USER', status: 'ACTIVE' },
        { id: 'id-eve', email: 'eve@acme.example', role: 'MEMBER', type: 'USER', status: 'ACTIVE' },
      ],
    },
    { id: 'g-none', email: 'none@acme.example', name: 'None', members: [] },
  ],
  policies: Array.from({ length: 120 }, (_, index) => ({
    name: `policies/p${index}`,
    policyQuery: { orgUnit: 'orgUnits/root', sortOrder: index },
    setting: {
      type: `settings/${index % 2 ? 'security.two_step_verification_enforcement' : 'gmail.spoofing'}`,
      value: { index },
    },
    type: 'ADMIN' as const,
  })),
};

const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`;

/** Thirty users, ten audit events (two at the same moment), one sign-in. */
export const acmeVaults: OnePasswordWorld = {
  account: { id: 'ACCOUNT1', name: 'Acme' },
  users: Array.from({ length: 30 }, (_, index) => ({
    id: `USER${index}`,
    email: `user${index}@acme.example`,
    name: `User ${index}`,
    state: index % 10 === 9 ? 'SUSPENDED' : 'ACTIVE',
    createdAt: '2024-01-15T10:30:00Z',
  })),
  groups: [
    { id: 'group1', name: 'Marketing', createdAt: '2024-03-01T09:00:00Z', members: ['USER1', 'USER9'] },
  ],
  vaults: [
    {
      id: 'vault1',
      name: 'Shared',
      items: 12,
      createdAt: '2024-03-01T09:00:00Z',
      updatedAt: '2026-11-20T10:00:00Z',
      users: [{ id: 'USER0', permissions: ['view_items', 'manage_vault'] }],
      groups: [{ id: 'group1', permissions: ['view_items'] }],
    },
  ],
  auditEvents: Array.from({ length: 10 }, (_, index) => ({
    uuid: `EVENT${index}`,
    timestamp: at(index === 9 ? 8 : index),
    action: 'grant',
  })),
  signInAttempts: [{ uuid: 'SIGNIN0', timestamp: at(30), category: 'success', type: 'mfa_ok' }],
};
