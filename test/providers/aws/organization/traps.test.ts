import { describe, expect, test } from '@jest/globals';
import type { AwsOrganizationWorld } from '../../../../demo/stand-ins/aws-organization/world.ts';
import { collectOrganization, standings } from './simulated.ts';
import { management, member, number, set, small } from './world.ts';

/** Sixty accounts in two units: three pages of the list. */
const sixty: AwsOrganizationWorld = {
  ...small,
  units: [
    { id: 'r-root', parent: null },
    { id: 'ou-root-aaaaaaaa', parent: 'r-root' },
    { id: 'ou-root-bbbbbbbb', parent: 'r-root' },
  ],
  accounts: Array.from({ length: 60 }, (_, at) =>
    member(number(at), { parent: at % 2 ? 'ou-root-aaaaaaaa' : 'ou-root-bbbbbbbb' }),
  ),
};

const throttled = () =>
  Response.json({ __type: 'TooManyRequestsException', Message: 'Rate exceeded' }, { status: 400 });

function withAccount(id: string, changes: Parameters<typeof member>[1]): AwsOrganizationWorld {
  const accounts = small.accounts.map((one) => (one.id === id ? { ...one, ...changes } : one));
  return { ...small, accounts };
}

describe('The list of accounts', () => {
  test('is gone on with when a page in its middle is asked to wait', async () => {
    let refusals = 3;
    const { of } = await collectOrganization(() => sixty, {
      before: ({ body }, action) =>
        action === 'ListAccounts' && body.includes('"20"') && refusals-- > 0 ? throttled() : null,
    });
    expect(of('accounts').problems).toEqual([]);
    expect(of('accounts').rows).toHaveLength(60);
  });

  test('is not whole when that page never comes, and all that was seen is still asked', async () => {
    const { of } = await collectOrganization(() => sixty, {
      before: ({ body }, action) => (action === 'ListAccounts' && body.includes('"20"') ? throttled() : null),
    });
    expect(of('accounts').problems).toEqual([{ code: 'rate-limited', message: expect.any(String) }]);
    expect(standings(of('accounts').rows)).toEqual({ entered: 60 });
    expect(of('account-summary').rows).toHaveLength(60);
    // Of an account that may be out of sight nothing was asked: a leaver's user may lie there.
    for (const name of ['account-summary', 'credential-report'])
      expect(of(name).problems).toEqual([
        { code: 'rate-limited', message: expect.stringContaining('not all accounts may be known') },
      ]);
  });

  test('that the walk over the units does not confirm is not whole, and both count', async () => {
    const accounts = sixty.accounts.slice(0, 59);
    const { of } = await collectOrganization(() => sixty, {
      before: (_, action) =>
        action === 'ListAccounts'
          ? Response.json({ Accounts: accounts.map(({ id }) => ({ Id: id, State: 'ACTIVE' })) })
          : null,
    });
    expect(of('accounts').problems).toEqual([
      { code: 'truncated', message: expect.stringContaining('1 only in a unit, 0 only in the list') },
    ]);
    expect(of('accounts').rows).toHaveLength(60);
  });

  test('is not confirmed either by a walk that passes a unit over', async () => {
    const { of } = await collectOrganization(() => sixty, {
      before: (_, action) =>
        action === 'ListOrganizationalUnitsForParent'
          ? Response.json({ OrganizationalUnits: [{ Id: 'ou-root-aaaaaaaa' }] })
          : null,
    });
    expect(of('accounts').problems[0]).toMatchObject({ code: 'truncated' });
    expect(of('accounts').rows).toHaveLength(60);
  });

  test('is read again when an account moves meanwhile, and is whole then', async () => {
    let walks = 0;
    const { asked, of } = await collectOrganization(
      () => {
        // While the first walk is under way it lies in a unit that was left behind.
        const parent = walks === 1 ? 'ou-root-cccccccc' : 'ou-root-aaaaaaaa';
        return { ...sixty, accounts: [...sixty.accounts.slice(1), member(number(0), { parent })] };
      },
      {
        before: (_, action) => {
          if (action === 'ListRoots') walks++;
          return null;
        },
      },
    );
    expect(of('accounts').problems).toEqual([]);
    expect(of('accounts').rows).toHaveLength(60);
    expect(asked.filter((action) => action === 'ListRoots')).toHaveLength(2);
  });

  test('that shows an account without a number is not whole', async () => {
    const { of } = await collectOrganization(() => small, {
      before: (_, action) =>
        action === 'ListAccounts' ? Response.json({ Accounts: [{ Id: 'prod', State: 'ACTIVE' }] }) : null,
    });
    expect(of('accounts').problems.map(({ code }) => code)).toEqual(['truncated', 'malformed']);
  });

  test('that may not be read leaves every dataset of the accounts failed, and says so', async () => {
    const { of } = await collectOrganization(() => small, { settings: { management: number(1) } });
    expect(of('accounts').problems).toEqual([
      { code: 'denied', message: expect.stringContaining('AccessDenied') },
    ]);
    expect(of('account-summary').problems).toEqual([
      { code: 'unavailable', message: expect.stringContaining('is not known') },
    ]);
  });
});

describe('An account', () => {
  test('of which a role answers for another is not entered, and nothing of it is taken', async () => {
    const { of } = await collectOrganization(() => withAccount(number(1), { role: number(2) }));
    const row = of('accounts').rows.find(({ id }) => id === number(1));
    expect(row).toMatchObject({
      standing: 'unreachable',
      hindrance: expect.stringContaining(`${number(2)} answers`),
    });
    expect(of('account-summary').rows.map(({ account }) => account)).toEqual([management, number(2)]);
    expect(of('credential-report').problems[0]?.message).toContain('1 of 3 accounts did not tell');
  });

  test('whose report stays in progress is told, and the others are read', async () => {
    const { clock, of } = await collectOrganization(() => small, {
      writingMs: (account) => (account === number(1) ? Number.POSITIVE_INFINITY : 3_000),
    });
    const { problems, rows } = of('credential-report');
    expect(problems).toEqual([{ code: 'timeout', message: expect.stringContaining(number(1)) }]);
    expect([...new Set(rows.map(({ account }) => account))]).toEqual([management, number(2)]);
    expect(clock.passedMs()).toBeLessThan(5 * 60_000);
  });

  test.each([
    [{ state: 'SUSPENDED' }, 'suspended'],
    [{ state: 'PENDING_CLOSURE', says: 'Status' as const }, 'closing'],
    [{ state: 'CLOSED' }, 'closed'],
    [{ state: 'ACTIVE', role: false }, 'unreachable'],
    // A word that nobody knows is none that means out.
    [{ state: 'RESTING' }, 'entered'],
    [{ state: 'RESTING', role: false }, 'unreachable'],
  ])('that is %j is %s', async (changes, standing) => {
    const { of } = await collectOrganization(() => withAccount(number(1), changes));
    expect(of('accounts').rows.find(({ id }) => id === number(1))).toMatchObject({ standing });
  });

  test('is left out for as long as the configuration says, and no longer than a year', async () => {
    const stands = async (expires: string) => {
      const exclude = [{ id: number(1), reason: 'Being sold', approvedBy: 'cto@acme.example', expires }];
      const { of } = await collectOrganization(() => small, { settings: { accounts: { exclude } } });
      return of('accounts').rows.find(({ id }) => id === number(1))?.standing;
    };
    expect(await stands('2026-11-23')).toBe('excluded');
    expect(await stands('2026-11-22')).toBe('entered');
    expect(await stands('2028-01-01')).toBe('entered');
  });

  test('that is entered only with what its trust asks for is unreachable without it', async () => {
    const { of } = await collectOrganization(() => small, { externalId: 'another' });
    expect(of('accounts').problems[0]?.code).toBe('denied');
  });
});

describe('IAM Identity Center', () => {
  test('gives its people, its groups and what each may do where', async () => {
    const { of } = await collectOrganization(() => small);
    expect(of('identity-center-users').rows.map(({ enabled, userName }) => [userName, enabled])).toEqual([
      ['ana@acme.example', true],
      ['ben@acme.example', true],
      ['cor@acme.example', false],
    ]);
    expect(of('identity-center-groups').rows).toEqual([
      { displayName: 'Admins', id: 'g-admins', members: ['u-ana', 'u-cor'] },
    ]);
    expect(
      of('identity-center-assignments').rows.map(({ account, administrator, principalId }) => [
        account,
        administrator,
        principalId,
      ]),
    ).toEqual([
      [number(1), true, 'g-admins'],
      [number(2), false, 'u-ben'],
    ]);
  });

  test.each([
    ['ListUsers', 'users'],
    ['ListGroups', 'groups'],
  ])('of which %s breaks off does not show all that anybody may do', async (list, what) => {
    const { of } = await collectOrganization(() => small, {
      before: (_, action) => (action === list ? Response.json({}, { status: 500 }) : null),
    });
    expect(of('identity-center-assignments').rows.length).toBeGreaterThan(0);
    expect(of('identity-center-assignments').problems).toEqual([
      { code: 'interrupted', message: expect.stringContaining(`not all ${what} may be known`) },
    ]);
  });

  test.each([
    ['ListPermissionSets', { PermissionSets: [set('admin'), { Arn: set('read') }] }, 'permission set'],
    ['ListAccountsForProvisionedPermissionSet', { AccountIds: [number(1), 100000000009] }, 'an account'],
  ])(
    'of which %s gives what has no name does not show all that anybody may do',
    async (list, gives, what) => {
      const { of } = await collectOrganization(() => small, {
        before: (_, action) => (action === list ? Response.json(gives) : null),
      });
      expect(of('identity-center-assignments').problems).toEqual([
        { code: 'malformed', message: expect.stringContaining(what) },
      ]);
    },
  );

  test.each([
    ['an object', { InlinePolicy: { Statement: [{ Effect: 'Allow', Action: '*' }] } }],
    ['a number', { InlinePolicy: 1 }],
    ['no object around it', []],
  ])('does not say that a policy which is %s gives little', async (_, gives) => {
    const { of } = await collectOrganization(() => small, {
      before: (_, action) => (action === 'GetInlinePolicyForPermissionSet' ? Response.json(gives) : null),
    });
    const { rows } = of('identity-center-assignments');
    expect(rows.map(({ administrator, principalId }) => [administrator, principalId])).toEqual([
      [true, 'g-admins'],
      [null, 'u-ben'],
    ]);
  });

  test('that has no instance in the region is not seen, and no list of it is empty', async () => {
    const { of } = await collectOrganization(() => small, { settings: { identityCenter: 'eu-west-1' } });
    for (const name of ['users', 'groups', 'assignments'])
      expect(of(`identity-center-${name}`).problems[0]?.code).toBe('not-visible');
  });

  test('that is not used is not asked', async () => {
    const { asked, of } = await collectOrganization(() => small, { settings: { identityCenter: 'none' } });
    expect(asked).not.toContain('ListInstances');
    expect(() => of('identity-center-users')).toThrow('was not collected');
  });

  test('shows also what somebody may do who is in no list of people', async () => {
    const { center } = small;
    if (!center) throw new Error('There is no Identity Center.');
    const [first] = center.assignments;
    const orphan = { ...first, account: number(2), type: 'USER', principal: 'u-gone' } as typeof first;
    const assignments = [...center.assignments, ...(orphan ? [orphan] : [])];
    const { of } = await collectOrganization(() => ({ ...small, center: { ...center, assignments } }));
    expect(of('identity-center-assignments').rows).toHaveLength(3);
  });
});

test('Without trusted access for IAM nothing is on', async () => {
  const { of } = await collectOrganization(() => ({ ...small, features: null }));
  expect(of('organization-features').rows).toEqual([
    { enabledFeatures: [], id: small.id, rootCredentialsManagement: false, rootSessions: false },
  ]);
});
