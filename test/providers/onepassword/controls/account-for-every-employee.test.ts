import { describe, expect, test } from '@jest/globals';
import { accountForEveryEmployee as control } from '../../../../lib/providers/onepassword/controls/account-for-every-employee.ts';
import {
  account,
  cut,
  googleUsers,
  judge,
  onePassword,
  user,
  verdicts,
  type World,
} from '../../../controls/people/world.ts';

function world(
  users: Parameters<typeof googleUsers>,
  accounts: Parameters<typeof account>[],
  more: Partial<World> & { problem?: typeof cut } = {},
): World {
  const rows = accounts.map((each) => account(...each));
  return {
    parts: [googleUsers(...users), onePassword('users', rows, { problem: more.problem ?? null })],
    ...more,
  };
}

describe('an account for every employee', () => {
  test('passes plainly who has an active account, and fails who has none', () => {
    const found = judge(control, world([[user('ana'), user('ben')]], [['ana'], ['eve']]));
    expect(Object.values(found)).toEqual([
      { subject: 'ana@example.com', verdict: 'pass', reason: '' },
      { subject: 'ben@example.com', verdict: 'fail', reason: 'Has no 1Password account.' },
    ]);
  });

  test('does not ask it of people who left', () => {
    const users = [user('ana', { suspended: true }), user('ben', { archived: true, suspended: null })];
    expect(judge(control, world([users], []))).toEqual({});
  });

  test('asks it of somebody who never signed in, and of a guest', () => {
    const users = [user('ana', { signedIn: false, lastLoginTime: null }), user('ben', { isGuestUser: true })];
    expect(verdicts(control, world([users], []))).toEqual({
      'ana@example.com': 'fail',
      'ben@example.com': 'fail',
    });
  });

  test('finds the account by any address, in any case', () => {
    const ana = user('ana', { primaryEmail: 'Ana@Example.com', aliases: ['Ana.Ruiz@example.com'] });
    const accounts = [['x', { email: 'ana.ruiz@EXAMPLE.com' }]] as Parameters<typeof account>[];
    expect(verdicts(control, world([[ana]], accounts))).toEqual({ 'ana@example.com': 'pass' });
  });

  test('finds an account elsewhere that people.identities maps to the person', () => {
    const identities = [{ person: 'ana@example.com', accounts: { onepassword: ['ana@example.net'] } }];
    const settings = { people: { source: 'google', identities } };
    const accounts = [['x', { email: 'Ana@example.net' }]] as Parameters<typeof account>[];
    expect(verdicts(control, world([[user('ana')]], accounts, { settings }))).toEqual({
      'ana@example.com': 'pass',
    });
  });

  test.each(['SUSPENDED', 'DELETED', 'TRANSFER_SUSPENDED', 'suspended'])(
    'fails an account that is %s, and says so',
    (state) => {
      const found = judge(control, world([[user('ana')]], [['ana', { state }]]));
      expect(found['ana@example.com']).toMatchObject({
        verdict: 'fail',
        reason: `Has a 1Password account (ana@example.com), but it is ${state.toLowerCase()}.`,
      });
    },
  );

  test.each([
    'PENDING',
    'RECOVERY_STARTED',
    'RECOVERY_ACCEPTED',
    'TRANSFER_STARTED',
    'STATE_UNSPECIFIED',
    'LOCKED',
    ' ACTIVE',
  ])('is unknown of an account in a state that does not surely mean out: %s', (state) => {
    const found = judge(control, world([[user('ana')]], [['ana', { state }]]));
    expect(found['ana@example.com']).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining(state.toLowerCase()),
    });
  });

  describe('of somebody with two accounts', () => {
    const ana = user('ana', { aliases: ['a.ruiz@example.com', 'old@example.com'] });
    const two: Parameters<typeof account>[] = [['old'], ['a.ruiz'], ['ben']];
    const everybody = [[ana, user('ben')]] as Parameters<typeof googleUsers>;

    test('is unknown for them, and for nobody else', () => {
      const found = judge(control, world(everybody, two));
      expect(found['ana@example.com']).toMatchObject({
        verdict: 'unknown',
        reason: expect.stringContaining('ana@example.com has several accounts'),
      });
      expect(found['ben@example.com']?.verdict).toBe('pass');
    });

    test.each([
      ['where one is under the primary address', [['a.ruiz'], ['ana'], ['ben']], 'pass'],
      ['where the other is out', [['old'], ['a.ruiz', { state: 'SUSPENDED' }], ['ben']], 'pass'],
      ['where the other may be active', [['old'], ['a.ruiz', { state: 'PENDING' }], ['ben']], 'unknown'],
    ] as [string, Parameters<typeof account>[], string][])('%s', (_, accounts, expected) => {
      expect(verdicts(control, world(everybody, accounts))['ana@example.com']).toBe(expected);
    });

    test('passes where both are declared theirs', () => {
      const declared = { onepassword: ['old@example.com', 'a.ruiz@example.com'] };
      const settings = {
        people: { source: 'google', identities: [{ person: 'ana@example.com', accounts: declared }] },
      };
      expect(verdicts(control, world(everybody, two, { settings }))['ana@example.com']).toBe('pass');
    });
  });

  test('lets one active account stand for a suspended one beside it, in whichever order', () => {
    const two = [
      ['ana', { state: 'SUSPENDED' }],
      ['ana', { id: 'op-2' }],
    ] as Parameters<typeof account>[];
    for (const accounts of [two, two.toReversed()])
      expect(verdicts(control, world([[user('ana')]], accounts))).toEqual({ 'ana@example.com': 'pass' });
  });

  test('is unknown when 1Password gives no state', () => {
    const found = verdicts(control, world([[user('ana')]], [['ana', { state: null }]]));
    expect(found).toEqual({ 'ana@example.com': 'unknown' });
  });

  test('proves nothing by absence from a list cut short, yet keeps what was seen in it', () => {
    const users = [user('ana'), user('ben'), user('cleo'), user('dan', { aliases: ['d@example.com'] })];
    const accounts = [['ana'], ['cleo', { state: 'SUSPENDED' }], ['dan', { state: 'SUSPENDED' }]];
    const found = judge(control, world([users], accounts as Parameters<typeof account>[], { problem: cut }));
    expect(Object.values(found).map(({ verdict }) => verdict)).toEqual([
      'pass',
      'unknown',
      'fail',
      'unknown',
    ]);
    expect(found['ben@example.com']?.reason).toContain('vaults did not show every account');
  });

  test('does not take an account under an alias for theirs where a list cut short may hide their own', () => {
    const people: Parameters<typeof googleUsers> = [[user('ana', { aliases: ['ana2@example.com'] })]];
    const whole = world(people, [['ana2']]);
    expect(verdicts(control, whole)).toEqual({ 'ana@example.com': 'pass' });
    const short = world(people, [['ana2']], { problem: cut });
    const { reason, verdict } = judge(control, short)['ana@example.com'] ?? {};
    expect(verdict).toBe('unknown');
    expect(reason).toContain('did not show every account');
    expect(reason).toContain('name it under people.identities');
    const identities = [{ person: 'ana@example.com', accounts: { onepassword: ['ana2@example.com'] } }];
    const settings = { people: { source: 'google', identities } };
    expect(verdicts(control, { ...short, settings })).toEqual({ 'ana@example.com': 'pass' });
    expect(verdicts(control, world(people, [['ana']], { problem: cut }))).toEqual({
      'ana@example.com': 'pass',
    });
  });

  test('is unknown for everybody when there is no list at all', () => {
    expect(verdicts(control, { parts: [googleUsers([user('ana')])] })).toEqual({
      'ana@example.com': 'unknown',
    });
  });

  test('is unknown for somebody without an account who may not be active', () => {
    const users = [user('ana', { suspended: null }), user('ben', { archived: null })];
    expect(verdicts(control, world([users], [['ben']]))).toEqual({
      'ana@example.com': 'unknown',
      'ben@example.com': 'pass',
    });
  });

  test('counts an account on any connected 1Password', () => {
    const { parts } = world([[user('ana'), user('ben')]], [['ana']]);
    const second = onePassword('users', [account('ben')], { connection: 'second' });
    expect(verdicts(control, { parts: [...parts, second] })).toEqual({
      'ana@example.com': 'pass',
      'ben@example.com': 'pass',
    });
  });

  test('asks only the people source, and says what to set without one', () => {
    const { parts } = world([[user('ana')]], [['ana']]);
    const other = googleUsers([user('eve')], { connection: 'other' });
    expect(verdicts(control, { parts: [other, ...parts] })).toEqual({ 'ana@example.com': 'pass' });
    const settings = { people: { source: null, identities: [] } };
    expect(judge(control, { parts, settings })).toEqual({
      'people.source': {
        subject: 'people.source',
        verdict: 'unknown',
        reason: expect.stringContaining('set people.source'),
      },
    });
  });
});
