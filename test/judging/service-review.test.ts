import { describe, expect, test } from '@jest/globals';
import type { Dataset } from '../../lib/evidence/dataset.ts';
import type { Member } from '../../lib/evidence/datasets/declared.ts';
import type { ReadRecords, ReviewedAccount } from '../../lib/judging/service-review.ts';
import { services } from '../../lib/providers/services.ts';
import { declared } from '../providers/declared.ts';
import { user } from '../providers/google-workspace/controls/world.ts';

/** The accounts that a service's sheet shows of these records, by dataset. */
function accounts(provider: string, records: Readonly<Record<string, readonly object[]>>): ReviewedAccount[] {
  return [...reviewOf(provider).accounts(reader(records))];
}

function reviewOf(provider: string) {
  const service = services.find((one) => one.provider === provider);
  if (!service?.review) throw new Error(`There is no review of ${provider}.`);
  return service.review;
}

function reader(records: Readonly<Record<string, readonly object[]>>): ReadRecords {
  return <Row extends object>({ name }: Dataset<Row>) => (records[name] ?? []) as Iterable<Row>;
}

const aws = {
  arn: 'arn:aws:iam::111122223333:user/deploy',
  key1Active: true,
  key1LastRotated: '2026-01-01T00:00:00Z',
  key1LastUsed: '2026-11-20T00:00:00Z',
  key2Active: false,
  key2LastRotated: 'N/A',
  key2LastUsed: 'N/A',
  mfaActive: false,
  passwordEnabled: false,
  passwordLastChanged: 'N/A',
  passwordLastUsed: 'no_information',
  user: 'deploy',
  userCreationTime: '2025-01-01T00:00:00Z',
};
const slack = {
  deleted: false,
  email: 'Ana@acme.example',
  has2fa: true,
  id: 'U1',
  isAdmin: false,
  isAppUser: false,
  isBot: false,
  isInvited: null,
  isOwner: false,
  isRestricted: false,
  isStranger: false,
  teamId: 'T1',
  twoFactorType: 'app',
};
const token = {
  accessed: '2026-11-01T00:00:00Z',
  bypass2fa: true,
  created: null,
  expiry: null,
  key: 'k1',
  name: 'publish',
  readonly: false,
  revoked: null,
};

type Silent = readonly [provider: string, dataset: string, record: object, itself: Partial<ReviewedAccount>];

const silentMember: Member = {
  accountId: null,
  email: null,
  id: 'm1',
  lastActiveAt: null,
  login: null,
  mfaEnforced: null,
  mfaEnrolled: null,
  privileged: null,
  roles: null,
  service: null,
  singleSignOn: null,
  state: null,
};

/** A record of each service that says as little as it can. */
const silent: readonly Silent[] = [
  [
    'google-workspace',
    'users',
    {
      ...user('ana'),
      isAdmin: null,
      isDelegatedAdmin: null,
      isEnrolledIn2Sv: null,
      signedIn: null,
      lastLoginTime: null,
      suspended: null,
    },
    {},
  ],
  ['onepassword', 'users', { createTime: null, email: 'ana@acme.example', id: 'a', state: null }, {}],
  [
    'github',
    'members',
    { id: '1', login: 'ana-gh', role: null, twoFactor: null, type: null },
    { active: true },
  ],
  [
    'slack',
    'users',
    { ...slack, deleted: null, has2fa: null, isAdmin: null, isOwner: null, isRestricted: null, isBot: null },
    {},
  ],
  ['npm', 'members', { name: 'ana', role: null }, { active: true }],
  [
    'aws',
    'credential-report',
    {
      ...aws,
      key1Active: null,
      key1LastUsed: null,
      mfaActive: null,
      passwordEnabled: null,
      passwordLastUsed: null,
    },
    {},
  ],
  [
    'bitwarden',
    'members',
    {
      accessAll: null,
      email: null,
      externalId: null,
      id: 'm1',
      permissions: null,
      status: null,
      twoFactorEnabled: null,
      type: null,
      userId: null,
    },
    { opens: [] },
  ],
  [
    'cloudflare',
    'members',
    { email: null, id: 'm1', roles: [], status: null, twoFactorEnabled: null, userId: null },
    { roles: [] },
  ],
  ...declared.map((id): Silent => [id, 'members', silentMember, {}]),
];

describe('A sheet of the access review', () => {
  test.each(silent)(
    'of %s says of what it was not told that it was not told',
    (provider, dataset, record, itself) => {
      const [account] = accounts(provider, { [dataset]: [record] });
      expect(account).toMatchObject({
        active: null,
        roles: null,
        privileged: null,
        secondFactor: null,
        lastUse: null,
        ...itself,
      });
    },
  );

  test('there is one for every service, with what it can never show', () => {
    expect(silent.map(([provider]) => provider).sort()).toEqual(
      services
        .filter(({ review }) => review !== null)
        .map(({ provider }) => provider)
        .sort(),
    );
    for (const { review } of services) {
      if (review === null) continue;
      expect(review.datasets.length).toBeGreaterThan(0);
      expect(review.untold.length).toBeGreaterThan(0);
    }
  });

  test('of Google tells administrators, and when somebody was last there or never was', () => {
    const found = accounts('google-workspace', {
      users: [
        { ...user('ana'), isAdmin: true, signedIn: true, lastLoginTime: '2026-11-20T00:00:00Z' },
        {
          ...user('ben'),
          suspended: true,
          signedIn: false,
          lastLoginTime: null,
          creationTime: '2026-01-01T00:00:00Z',
        },
        { ...user('eva'), signedIn: false, lastLoginTime: '2026-11-20T00:00:00Z' },
      ],
    });
    expect(found).toMatchObject([
      {
        privileged: true,
        roles: ['super administrator'],
        lastUse: { at: '2026-11-20T00:00:00Z' },
        active: true,
      },
      { privileged: false, roles: [], lastUse: { neverSince: '2026-01-01T00:00:00Z' }, active: false },
      { lastUse: null },
    ]);
  });

  test('of 1Password tells the vaults of each, through groups too, and those whom the list of users does not name', () => {
    const access = (accessorId: string, traits: object = {}) => ({
      accessorId,
      accessorType: 'user',
      canOpen: true,
      email: `${accessorId}@acme.example`,
      members: null,
      name: accessorId,
      permissions: [],
      recoveryOnly: false,
      state: 'ACTIVE',
      vaultId: 'v1',
      ...traits,
    });
    const member = (id: string) => ({ id, email: `${id}@acme.example`, state: 'ACTIVE', kind: 'person' });
    const records = {
      users: [{ createTime: null, email: 'Ana@acme.example', id: 'ana', state: 'ACTIVE' }],
      vaults: [
        { id: 'v1', items: 1, name: 'Ledger', type: 'shared' },
        { id: 'v2', items: 1, name: 'Keys', type: null },
        { id: 'v3', items: 1, name: 'Ana’s own', type: 'private' },
      ],
      'vault-access': [
        access('ana'),
        access('ana', { vaultId: 'v3' }),
        access('g1', {
          accessorType: 'group',
          name: 'Staff',
          vaultId: 'v2',
          members: [member('ana'), member('zoe')],
        }),
        access('g2', {
          accessorType: 'group',
          name: 'Recovery',
          recoveryOnly: true,
          members: [member('zoe')],
        }),
        access('g3', { accessorType: 'group', name: 'Silent', vaultId: 'v2', members: null }),
        access('robot', { accessorType: 'service', canOpen: null }),
        access('eve', { canOpen: false }),
      ],
    };
    expect(accounts('onepassword', records)).toMatchObject([
      { account: 'ana@acme.example', opens: ['Keys (group Staff)', 'Ledger'], privileged: null },
      {
        account: 'zoe@acme.example',
        opens: ['Keys (group Staff)'],
        privileged: true,
        roles: ['may recover others’ access'],
      },
      { account: 'robot@acme.example', human: false, opens: ['Ledger (not known what it may do)'] },
      { account: 'eve@acme.example', opens: [] },
    ]);
    expect([...(reviewOf('onepassword').gaps?.(reader(records)) ?? [])]).toEqual([
      'It is not known who is in the group Silent, which has the vault Keys.',
    ]);
  });

  test('of npm shows the tokens that are seen, and says when none could be', () => {
    const revoked = { ...token, key: 'k2', revoked: '2026-01-01T00:00:00Z' };
    const records = { members: [], account: [{ name: 'acme-bot', tokens: [token, revoked] }] };
    expect(accounts('npm', records)).toMatchObject([
      {
        account: 'token publish of acme-bot',
        human: false,
        privileged: true,
        roles: ['may publish', 'bypasses two-factor authentication'],
        lastUse: { at: token.accessed },
      },
    ]);
    const hidden = { account: [{ name: 'acme-bot', tokens: null }] };
    expect([...(reviewOf('npm').gaps?.(reader(hidden)) ?? [])]).toHaveLength(1);
  });

  test.each([
    [
      'github',
      'members',
      { id: '1', login: 'Ana-GH', role: 'admin', twoFactor: 'disabled', type: 'User' },
      { account: 'ana-gh', privileged: true, secondFactor: false },
    ],
    [
      'github',
      'outside-collaborators',
      { id: '2', login: 'zoe', twoFactor: 'enabled', type: 'User' },
      { roles: ['outside collaborator'], privileged: false, secondFactor: true },
    ],
    [
      'slack',
      'users',
      { ...slack, isOwner: true },
      { account: 'ana@acme.example', privileged: true, roles: ['owner'] },
    ],
    ['slack', 'users', { ...slack, isBot: true }, { human: false }],
    ['npm', 'members', { name: 'Ana', role: 'developer' }, { account: 'ana', privileged: false }],
    [
      'aws',
      'credential-report',
      aws,
      {
        human: false,
        active: true,
        roles: ['access key 1'],
        lastUse: { at: '2026-11-20T00:00:00.000Z' },
        privileged: null,
      },
    ],
    [
      'aws',
      'credential-report',
      { ...aws, user: '<root_account>', key1Active: false, key1LastUsed: 'N/A' },
      { privileged: true, active: true, lastUse: { neverSince: aws.userCreationTime } },
    ],
    [
      'cloudflare',
      'members',
      {
        email: 'Ana@acme.example',
        id: 'm',
        roles: ['Administrator Read Only'],
        status: 'pending',
        twoFactorEnabled: true,
        userId: null,
      },
      { account: 'ana@acme.example', active: false, secondFactor: true },
    ],
    [
      'cloudflare',
      'members',
      {
        email: null,
        id: 'm',
        roles: ['Super Administrator - All Privileges'],
        status: 'accepted',
        twoFactorEnabled: false,
        userId: null,
      },
      { privileged: true, active: true },
    ],
  ] as const)('of %s tells what its %s tell', (provider, dataset, record, expected) => {
    expect(accounts(provider, { [dataset]: [record] })).toMatchObject([expected]);
  });
});
