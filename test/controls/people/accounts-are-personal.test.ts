import { describe, expect, test } from '@jest/globals';
import { accountsArePersonal as control } from '../../../lib/controls/people/accounts-are-personal.ts';
import { account, cut, googleUsers, judge, onePassword, user, verdicts, type World } from './world.ts';

function world(
  users: Parameters<typeof googleUsers>,
  accounts: Parameters<typeof account>[],
  settings: World['settings'] = {},
): World {
  return {
    parts: [
      googleUsers(...users),
      onePassword(
        'users',
        accounts.map((each) => account(...each)),
      ),
    ],
    settings,
  };
}

describe('accounts are personal', () => {
  test.each([
    ['active', {}],
    ['suspended', { suspended: true }],
    ['archived', { archived: true }],
    ['not said to be either', { suspended: null, archived: null }],
  ])('an account of a known person passes, the person being %s', (_, changes) => {
    const found = judge(control, world([[user('ana', changes)]], [['ana']]));
    expect(found['ana@example.com (vaults)']).toMatchObject({ verdict: 'pass', reason: '' });
  });

  test('an account of nobody fails, and says who is not known', () => {
    const found = judge(control, world([[user('ana')]], [['eve', { email: 'Eve@example.net' }]]));
    expect(found['eve@example.net (vaults)']).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('eve@example.net is not among the people of google'),
    });
  });

  test('an alias in another case is the person’s own address', () => {
    const ana = user('ana', { aliases: ['Office@Example.com'] });
    const accounts = [['x', { email: 'oFFICE@example.com' }]] as Parameters<typeof account>[];
    expect(verdicts(control, world([[ana]], accounts))).toEqual({ 'office@example.com (vaults)': 'pass' });
  });

  test('a declared shared account passes and is named; the same address on another connection is not it', () => {
    const sharedAccounts = [
      { name: 'npm', connection: 'vaults', account: 'npm@example.com', vault: null },
      { name: 'mail', connection: 'elsewhere', account: 'mail@example.com', vault: null },
      { name: 'press', connection: 'vaults', account: null, vault: null },
    ];
    const found = judge(control, world([[user('ana')]], [['npm'], ['mail'], ['press']], { sharedAccounts }));
    expect(found['npm@example.com (vaults)']).toMatchObject({
      verdict: 'pass',
      reason: expect.stringContaining('“npm”'),
    });
    expect(found['mail@example.com (vaults)']?.verdict).toBe('fail');
    expect(found['press@example.com (vaults)']?.verdict).toBe('fail');
  });

  test('an identity maps an account to its person by connection or by provider', () => {
    const accounts = [
      ['x', { email: 'x@example.net' }],
      ['y', { email: 'y@example.net' }],
    ] as Parameters<typeof account>[];
    const identities = [
      { person: 'ana@example.com', accounts: { vaults: ['X@example.net'] } },
      { person: 'nobody@example.com', accounts: { onepassword: ['y@example.net'] } },
    ];
    const people = { source: 'google', identities };
    expect(verdicts(control, world([[user('ana')]], accounts, { people }))).toEqual({
      'x@example.net (vaults)': 'pass',
      'y@example.net (vaults)': 'fail',
    });
  });

  test.each([
    ['the source was cut short', [[user('ana')], { problem: cut }], [['eve']]],
    ['the source holds nobody', [[]], [['eve']]],
    ['it is not said whether the account is active', [[user('ana')]], [['eve', { state: null }]]],
  ] as [string, Parameters<typeof googleUsers>, Parameters<typeof account>[]][])(
    'an account of nobody is unknown when %s',
    (_, users, accounts) => {
      expect(verdicts(control, world(users, accounts))).toEqual({ 'eve@example.com (vaults)': 'unknown' });
    },
  );

  test('an account without an address is unknown', () => {
    const found = verdicts(control, world([[user('ana')]], [['eve', { email: ' ' }]]));
    expect(found).toEqual({ 'op-eve (vaults)': 'unknown' });
  });

  test('deactivated accounts and service accounts are not judged', () => {
    const accounts = [
      ['old', { state: 'SUSPENDED' }],
      ['bot', { email: 'abc@1PasswordServiceAccounts.eu' }],
    ] as Parameters<typeof account>[];
    expect(judge(control, world([[user('ana')]], accounts))).toEqual({});
  });

  test('says what to set when the people source is not configured', () => {
    const people = { source: null, identities: [] };
    expect(verdicts(control, world([[user('ana')]], [['ana']], { people }))).toEqual({
      'people.source': 'unknown',
    });
  });
});
