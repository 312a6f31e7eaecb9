import type {
  AwsOrganizationWorld,
  MemberAccount,
} from '../../../../demo/stand-ins/aws-organization/world.ts';

export const management = '100000000000';
export const store = 'd-1234567890';
export const instance = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';
export const set = (name: string) => `arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-${name}`;

/** A member as it should be, with one person at the console. */
export function member(id: string, changes: Partial<MemberAccount> = {}): MemberAccount {
  return {
    id,
    name: `account-${id.slice(-4)}`,
    parent: 'r-root',
    state: 'ACTIVE',
    role: true,
    iam: {
      account: id,
      root: { createdAt: '2019-01-01T00:00:00Z', mfa: true, keys: [] },
      users: [
        {
          name: 'ben',
          createdAt: '2026-10-01T09:00:00Z',
          password: { changedAt: '2026-10-01T09:00:00Z', lastUsed: '2026-11-20T09:00:00Z' },
          mfa: true,
          keys: [],
        },
      ],
    },
    ...changes,
  };
}

export const number = (index: number): string => String(100_000_000_000 + index);

/** The managing account and two members. */
export const small: AwsOrganizationWorld = {
  id: 'o-exampleorg1',
  management,
  units: [
    { id: 'r-root', parent: null },
    { id: 'ou-root-aaaaaaaa', parent: 'r-root' },
  ],
  accounts: [
    member(management, { name: 'management' }),
    member(number(1), { name: 'prod', parent: 'ou-root-aaaaaaaa' }),
    member(number(2), { name: 'test', parent: 'ou-root-aaaaaaaa' }),
  ],
  features: ['RootCredentialsManagement', 'RootSessions'],
  center: {
    region: 'eu-central-1',
    instance,
    store,
    users: [
      { id: 'u-ana', name: 'ana@acme.example', status: 'ENABLED' },
      { id: 'u-ben', name: 'ben@acme.example', status: 'ENABLED' },
      { id: 'u-cor', name: 'cor@acme.example', status: 'DISABLED' },
    ],
    groups: [{ id: 'g-admins', name: 'Admins', members: ['u-ana', 'u-cor'] }],
    sets: [
      { arn: set('admin'), name: 'Administrator', managed: ['AdministratorAccess'] },
      { arn: set('read'), name: 'ReadOnly', managed: ['ReadOnlyAccess'] },
    ],
    assignments: [
      { account: number(1), set: set('admin'), type: 'GROUP', principal: 'g-admins' },
      { account: number(2), set: set('read'), type: 'USER', principal: 'u-ben' },
    ],
  },
};

/** A thousand accounts in forty units, of which some are not as they should be. */
export function large(): AwsOrganizationWorld {
  const units = Array.from({ length: 40 }, (_, at) => ({
    id: `ou-root-${String(at).padStart(8, '0')}`,
    parent: at < 10 ? 'r-root' : `ou-root-${String(at % 10).padStart(8, '0')}`,
  }));
  const accounts = Array.from({ length: 1000 }, (_, at) => {
    const parent = at === 0 ? 'r-root' : `ou-root-${String(at % 40).padStart(8, '0')}`;
    if (at >= 100 && at < 120) return member(number(at), { parent, role: false });
    if (at >= 200 && at < 205) return member(number(at), { parent, state: 'SUSPENDED' });
    return member(number(at), { parent, ...(at % 2 ? { says: 'Status' as const } : {}) });
  });
  const people = Array.from({ length: 300 }, (_, at) => ({
    id: `u-${at}`,
    name: `person-${at}@acme.example`,
    status: 'ENABLED',
  }));
  const groups = Array.from({ length: 30 }, (_, at) => ({
    id: `g-${at}`,
    name: `Team ${at}`,
    members: people.filter((_, person) => person % 30 === at).map(({ id }) => id),
  }));
  const admin = { id: 'g-admins', name: 'Admins', members: ['u-1', 'u-2'] };
  return {
    ...small,
    units: [{ id: 'r-root', parent: null }, ...units],
    accounts,
    center: {
      region: 'eu-central-1',
      instance,
      store,
      users: people,
      groups: [...groups, admin],
      sets: small.center?.sets ?? [],
      assignments: accounts.flatMap(({ id }, at) => [
        { account: id, set: set('admin'), type: 'GROUP' as const, principal: 'g-admins' },
        { account: id, set: set('read'), type: 'GROUP' as const, principal: `g-${at % 30}` },
      ]),
    },
  };
}
