import { describe, expect, test } from '@jest/globals';
import { accountsArePersonal } from '../../../lib/controls/people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from '../../../lib/controls/people/leavers-have-no-access.ts';
import { account, googleUsers, judge, onePassword, user, type World } from './world.ts';

const shared = [{ name: 'npm', connection: 'vaults', account: 'npm@example.com', vault: null }];
const left = user('ben', { suspended: true });

function accountOf(name: string): World {
  const parts = [googleUsers([user('ana'), left]), onePassword('users', [account(name)])];
  return { parts, settings: { sharedAccounts: shared } };
}

describe('A finding about whose an account is says what was expected beside what was seen', () => {
  test.each([
    ['somebody who works here', 'ana', 'pass', 'ana@example.com, active in google'],
    ['somebody who left', 'ben', 'fail', 'ben@example.com, suspended in google'],
    ['a shared account', 'npm', 'pass', 'the shared account “npm”'],
  ])('leavers: %s', (_, name, verdict, seen) => {
    const found = judge(leaversHaveNoAccess, accountOf(name));
    expect(Object.values(found)).toMatchObject([
      { verdict, expected: 'somebody active in google, or declared as shared', seen },
    ]);
  });

  test.each([
    ['a person', 'ana', 'pass', 'ana@example.com, active in google'],
    ['a shared account', 'npm', 'pass', 'the shared account “npm”'],
    ['nobody known', 'eve', 'fail', 'eve@example.com, not in google'],
  ])('shared accounts: %s', (_, name, verdict, seen) => {
    const found = judge(accountsArePersonal, accountOf(name));
    expect(Object.values(found)).toMatchObject([
      { verdict, expected: 'a person of google, or declared as shared', seen },
    ]);
  });
});
