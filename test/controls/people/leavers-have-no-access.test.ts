import { describe, expect, test } from '@jest/globals';
import { leaversHaveNoAccess as control } from '../../../lib/controls/people/leavers-have-no-access.ts';
import { account, cut, googleUsers, judge, onePassword, user, verdicts, type World } from './world.ts';

const subject = 'ana@example.com (vaults)';

function world(
  users: Parameters<typeof googleUsers>,
  accounts: Parameters<typeof account>[],
  more: Partial<World> = {},
): World {
  const rows = accounts.map((each) => account(...each));
  return { parts: [googleUsers(...users), onePassword('users', rows)], ...more };
}

describe('leavers have no access', () => {
  test('an active account of an active person passes, plainly', () => {
    expect(judge(control, world([[user('ana')]], [['ana']]))).toEqual({
      [subject]: {
        subject,
        verdict: 'pass',
        reason: '',
        expected: 'somebody active in google, or declared as shared',
        seen: 'ana@example.com, active in google',
      },
    });
  });

  test.each([
    ['suspended', user('ana', { suspended: true }), 'ana@example.com is suspended in google'],
    ['archived', user('ana', { archived: true }), 'ana@example.com is archived in google'],
    [
      'suspended, with the other field missing',
      user('ana', { suspended: true, archived: null }),
      'is suspended',
    ],
    ['gone', user('ben'), 'ana@example.com is not, or no longer, in google'],
  ])('an active account of somebody %s fails', (_, person, words) => {
    const found = judge(control, world([[person]], [['ana']]))[subject];
    expect(found).toMatchObject({ verdict: 'fail', reason: expect.stringContaining(words) });
    expect(found?.reason).toContain('active in vaults. First seen 2026-11-23.');
  });

  test('an account that is not active is nobody’s access', () => {
    const left = user('ana', { suspended: true });
    expect(judge(control, world([[left]], [['ana', { state: 'SUSPENDED' }]]))).toEqual({});
  });

  test('addresses are compared in any case, aliases included', () => {
    const ana = user('ana', { primaryEmail: 'Ana@Example.com', aliases: ['Ana.Ruiz@example.com'] });
    const accounts = [['ana', { email: 'ana.RUIZ@example.com' }]] as Parameters<typeof account>[];
    expect(verdicts(control, world([[ana]], accounts))).toEqual({ 'ana.ruiz@example.com (vaults)': 'pass' });
    const left = world([[{ ...ana, archived: true }, user('ben')]], accounts);
    expect(verdicts(control, left)).toEqual({ 'ana.ruiz@example.com (vaults)': 'fail' });
  });

  test.each([
    ['Google does not say whether the person is suspended', [[user('ana', { suspended: null })]], [['ana']]],
    ['the source was cut short and the person was not seen', [[user('ben')], { problem: cut }], [['ana']]],
    ['the source holds nobody at all', [[]], [['ana']]],
    ['a leaver’s account has no state', [[user('ana', { suspended: true })]], [['ana', { state: null }]]],
  ] as [string, Parameters<typeof googleUsers>, Parameters<typeof account>[]][])(
    'is unknown when %s',
    (_, users, accounts) => {
      expect(verdicts(control, world(users, accounts))).toEqual({ [subject]: 'unknown' });
    },
  );

  test('an account without an address is unknown until somebody says whose it is', () => {
    const found = judge(control, world([[user('ana')]], [['ana', { email: '' }]]));
    expect(found['op-ana (vaults)']).toMatchObject({ verdict: 'unknown' });
  });

  test('a person who is seen in a list cut short is judged', () => {
    const users = [user('ana'), user('ben', { suspended: true })];
    expect(verdicts(control, world([users, { problem: cut }], [['ana'], ['ben']]))).toEqual({
      [subject]: 'pass',
      'ben@example.com (vaults)': 'fail',
    });
  });

  test('strangers with an address elsewhere are left to the other control', () => {
    expect(judge(control, world([[user('ana')]], [['eve', { email: 'eve@example.net' }]]))).toEqual({});
  });

  test('somebody known by identity who is gone is a leaver, wherever their address is', () => {
    const people = {
      source: 'google',
      identities: [{ person: 'eve@example.org', accounts: { onepassword: ['eve@example.net'] } }],
    };
    const accounts = [['eve', { email: 'Eve@example.net' }]] as Parameters<typeof account>[];
    const gone = world([[user('ana')]], accounts, { settings: { people } });
    expect(verdicts(control, gone)).toEqual({ 'eve@example.net (vaults)': 'fail' });
    const there = world([[user('ana', { aliases: ['eve@example.org'] })]], accounts, {
      settings: { people },
    });
    expect(verdicts(control, there)).toEqual({ 'eve@example.net (vaults)': 'pass' });
  });

  test('service accounts and declared shared accounts are not people', () => {
    const sharedAccounts = [{ name: 'npm', connection: 'vaults', account: 'npm@example.com', vault: null }];
    const accounts = [
      ['bot', { email: 'abc123@1passwordserviceaccounts.com' }],
      ['npm', { email: 'NPM@example.com' }],
    ] as Parameters<typeof account>[];
    const found = judge(control, world([[user('ana')]], accounts, { settings: { sharedAccounts } }));
    expect(Object.values(found)).toEqual([
      {
        subject: 'npm@example.com (vaults)',
        verdict: 'pass',
        reason: expect.stringContaining('“npm”'),
        expected: expect.stringContaining('google'),
        seen: 'the shared account “npm”',
      },
    ]);
  });

  test('an address that 1Password lists twice is two accounts', () => {
    const left = user('ana', { suspended: true });
    const twice: Parameters<typeof account>[] = [
      ['ana', { state: null }],
      ['ana', { id: 'op-2', email: 'ANA@example.com' }],
    ];
    for (const accounts of [twice, twice.toReversed()])
      expect(verdicts(control, world([[left]], accounts))).toEqual({
        'vaults/op-ana': 'unknown',
        'vaults/op-2': 'fail',
      });
  });

  test('the same address on two connections is two subjects', () => {
    const { parts } = world([[user('ana')]], [['ana']]);
    const second = onePassword('users', [account('ana')], { connection: 'sandbox' });
    expect(Object.keys(judge(control, { parts: [...parts, second] }))).toEqual([
      subject,
      'ana@example.com (sandbox)',
    ]);
  });

  test('says what to set when the people source is not configured, or gave nothing', () => {
    const people = { source: null, identities: [] };
    const unset = judge(control, world([[user('ana')]], [['ana']], { settings: { people } }));
    expect(unset).toMatchObject({
      'people.source': { verdict: 'unknown', reason: expect.stringContaining('set people.source') },
    });
    expect(verdicts(control, { parts: [onePassword('users', [account('ana')])] })).toEqual({
      'people.source': 'unknown',
    });
  });

  test('applies where another service than Google is connected', () => {
    expect(control.applies?.(['google-workspace', 'onepassword'])).toBeNull();
    expect(control.applies?.(['google-workspace'])).toContain('No other service');
    expect(control.applies?.(['onepassword'])).toContain('No Google Workspace');
  });
});

describe('the grace of leavers', () => {
  const left: Parameters<typeof googleUsers> = [[user('ana', { suspended: true })]];
  function excused(at: string, since?: string, parameters = {}) {
    const seen = since === undefined ? {} : { [subject]: since };
    const found = judge(control, world(left, [['ana']], { at: new Date(at), since: seen, parameters }));
    expect(found[subject]?.verdict).toBe('fail');
    return found[subject]?.excusedUntil;
  }

  test('is one business day from the night it was first seen', () => {
    expect(excused('2026-11-23T02:00:00Z')).toBe('2026-11-24T02:00:00.000Z');
    expect(excused('2026-11-24T01:59:59Z', '2026-11-23T02:00:00Z')).toBe('2026-11-24T02:00:00.000Z');
  });

  test('is over when that day is', () => {
    expect(excused('2026-11-24T02:00:00Z', '2026-11-23T02:00:00Z')).toBeUndefined();
  });

  test('waits over a weekend', () => {
    expect(excused('2026-11-22T02:00:00Z', '2026-11-20T02:00:00Z')).toBe('2026-11-23T02:00:00.000Z');
    expect(excused('2026-11-23T02:00:00Z', '2026-11-20T02:00:00Z')).toBeUndefined();
  });

  test('is as long as the company says, or none', () => {
    expect(excused('2026-11-23T02:00:00Z', undefined, { businessDays: 5 })).toBe('2026-11-30T02:00:00.000Z');
    expect(excused('2026-11-23T02:00:00Z', undefined, { businessDays: 0 })).toBeUndefined();
  });

  test('keeps to the day it was first seen in what it says', () => {
    const since = { [subject]: '2026-11-20T02:00:00Z' };
    const found = judge(control, world(left, [['ana']], { since }));
    expect(found[subject]?.reason).toContain('First seen 2026-11-20.');
  });

  test.each([{ businessDays: -1 }, { businessDays: 1.5 }, { days: 2 }])('cannot be %j', (parameters) => {
    expect(() => judge(control, world(left, [['ana']], { parameters }))).toThrow();
  });
});
