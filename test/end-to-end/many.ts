import {
  account,
  auditEvent,
  type Company,
  daysBefore,
  larch,
  policy,
  signIn,
  unit,
  user,
} from './company.ts';

/** So many that the largest page of every list is full, and another follows. */
const more = { users: 505, policies: 105, groups: 205, members: 205, accounts: 1005, events: 1005 };

/**
 * The same company after years: former people, old units' policies and empty groups come after everybody else, so
 * that a list which stops at its first page looks as good as a whole one.
 */
export const larchWithHistory: Company = {
  ...larch,
  google: {
    ...larch.google,
    users: [...larch.google.users, ...numbered(more.users, former)],
    orgUnits: [...larch.google.orgUnits, ...numbered(3, (id) => unit(`/Closed ${id}`))],
    policies: [
      ...larch.google.policies,
      ...numbered(more.policies, (id) =>
        policy(
          'device_trust',
          { allowTrustingDevice: false },
          { unit: '/Field', sortOrder: 1000 + Number(id) },
        ),
      ),
    ],
    groups: [
      ...larch.google.groups.map((one) =>
        one.name === 'field' ? { ...one, members: [...one.members, ...formerMembers()] } : one,
      ),
      ...numbered(more.groups, (id) => ({
        id: `group-z${id}`,
        email: `z${id}@larch.example`,
        name: id,
        members: [],
      })),
    ],
  },
  onepassword: {
    ...larch.onepassword,
    users: [
      ...larch.onepassword.users,
      ...numbered(more.accounts, (id) => ({ ...account(`z${id}`), state: 'SUSPENDED' })),
    ],
    auditEvents: [
      ...larch.onepassword.auditEvents,
      ...numbered(more.events, (id) =>
        auditEvent(`Z${id}`, 1, { action: 'create', object_type: 'item', object_uuid: `item-${id}` }),
      ),
    ],
    signInAttempts: [
      ...larch.onepassword.signInAttempts,
      ...numbered(more.events, (id) => signIn(`ZS${id}`, 'ben', 'mfa_ok')),
    ],
  },
};

function numbered<Made>(count: number, make: (id: string) => Made): Made[] {
  return Array.from({ length: count }, (_, index) => make(String(index + 1).padStart(4, '0')));
}

function former(id: string) {
  return user(`z${id}`, {
    suspended: true,
    isEnrolledIn2Sv: false,
    isEnforcedIn2Sv: false,
    lastLoginTime: daysBefore(900),
  });
}

function formerMembers() {
  return numbered(more.members, (id) => ({
    id: `g-z${id}`,
    email: `z${id}@larch.example`,
    role: 'MEMBER' as const,
    type: 'USER' as const,
    status: 'SUSPENDED',
  }));
}
