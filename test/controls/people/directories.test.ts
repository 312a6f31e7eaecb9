import { describe, expect, test } from '@jest/globals';
import { accountsArePersonal } from '../../../lib/controls/people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from '../../../lib/controls/people/leavers-have-no-access.ts';
import type { Member } from '../../../lib/evidence/datasets/declared.ts';
import { accountForEveryEmployee } from '../../../lib/providers/onepassword/controls/account-for-every-employee.ts';
import {
  account,
  cut,
  googleUsers,
  judge,
  onePassword,
  overall,
  type Part,
  peopleIn,
  user,
  verdicts,
  type World,
} from './world.ts';

const directories = ['entra', 'okta'] as const;
type DirectoryId = (typeof directories)[number];

function member(name: string, changes: Partial<Member> = {}): Member {
  return {
    accountId: null,
    aliases: [],
    email: `${name}@example.com`,
    guest: false,
    id: `id-${name}`,
    lastActiveAt: null,
    login: `${name}@example.com`,
    mfaEnforced: null,
    mfaEnrolled: true,
    privileged: null,
    roles: null,
    service: false,
    singleSignOn: null,
    state: 'active',
    ...changes,
  };
}

function members(provider: DirectoryId, rows: readonly Member[], more: Partial<Part> = {}): Part {
  return { provider, connection: 'directory', dataset: 'members', rows, ...more };
}

function world(list: Part, accounts: readonly string[], source: string | string[] = 'directory'): World {
  const rows = accounts.map((name) => account(name, name.includes('@') ? { email: name } : {}));
  return { parts: [list, onePassword('users', rows)], settings: { people: { source, identities: [] } } };
}

describe.each(directories)('The people are those of %s', (id) => {
  test('a leaver whom it still invites is not gone: the invitation lets them in', () => {
    const of = (state: Member['state']) => {
      const all = world(members(id, [member('ana', { state }), member('ben')]), []);
      const leavers = [{ person: 'ana@example.com', lastDay: '2026-11-18' }];
      const people = { source: 'directory', identities: [], leavers };
      return verdicts(leaversHaveNoAccess, { ...all, settings: { people } })['ana@example.com (directory)'];
    };
    expect([of('invited'), of('disabled')]).toEqual(['unknown', 'pass']);
  });

  test('whoever is active there is known, works here, and must have an account', () => {
    const all = world(members(id, [member('ana'), member('ben')]), ['ana']);
    expect(verdicts(accountsArePersonal, all)).toEqual({ 'ana@example.com (vaults)': 'pass' });
    expect(verdicts(leaversHaveNoAccess, all)).toEqual({ 'ana@example.com (vaults)': 'pass' });
    expect(verdicts(accountForEveryEmployee, all)).toEqual({
      'ana@example.com': 'pass',
      'ben@example.com': 'fail',
    });
  });

  test.each<[string, readonly Member[]]>([
    ['is disabled', [member('ana'), member('ben', { state: 'disabled' })]],
    ['is gone', [member('ana')]],
  ])('whoever %s has left', (_, rows) => {
    const all = world(members(id, rows), ['ana', 'ben']);
    expect(verdicts(leaversHaveNoAccess, all)['ben@example.com (vaults)']).toBe('fail');
    expect(verdicts(accountForEveryEmployee, all)).toEqual({ 'ana@example.com': 'pass' });
  });

  test('whoever is not there yet has not left, and need not have an account', () => {
    const all = world(members(id, [member('ana'), member('new', { state: 'invited' })]), ['ana', 'new']);
    expect(verdicts(leaversHaveNoAccess, all)['new@example.com (vaults)']).toBe('pass');
    expect(
      verdicts(accountForEveryEmployee, world(members(id, [member('new', { state: 'invited' })]), [])),
    ).toEqual({});
  });

  test('of whom it is not told whether they are active, it is not known whether they left', () => {
    const all = world(members(id, [member('ana'), member('ben', { state: null })]), ['ana', 'ben']);
    expect(verdicts(leaversHaveNoAccess, all)['ben@example.com (vaults)']).toBe('unknown');
  });

  test('a guest is known and is no employee, and their domain is not the company’s', () => {
    const guest = member('eve', { email: 'eve@home.example', login: 'eve#EXT#', guest: true });
    const all = world(members(id, [member('ana'), guest]), ['ana', 'eve@home.example', 'zoe@home.example']);
    expect(verdicts(accountsArePersonal, all)['eve@home.example (vaults)']).toBe('pass');
    expect(verdicts(accountForEveryEmployee, all)).toEqual({ 'ana@example.com': 'pass' });
    expect(verdicts(leaversHaveNoAccess, all)['zoe@home.example (vaults)']).toBeUndefined();
  });

  test('an alias, and the name that one signs in by, are the person’s own, in any case', () => {
    const ana = member('ana', { aliases: ['Office@Example.com'], login: 'AR@example.com' });
    const all = world(members(id, [ana]), ['office@example.com', 'ar@EXAMPLE.com']);
    expect([...new Set(Object.values(verdicts(leaversHaveNoAccess, all)))]).not.toContain('fail');
    expect(peopleIn(all).find('office@example.com')).toMatchObject({
      person: { address: 'ana@example.com' },
    });
    expect(peopleIn(all).find('ar@example.com')).toMatchObject({ person: { address: 'ana@example.com' } });
  });

  test('where the list is not whole nobody is found to have left, and nothing passes', () => {
    const all = world(members(id, [member('ana')], { problem: cut }), ['ana', 'ben']);
    expect(verdicts(leaversHaveNoAccess, all)['ben@example.com (vaults)']).toBe('unknown');
    for (const control of [leaversHaveNoAccess, accountsArePersonal, accountForEveryEmployee])
      expect(overall(control, all)).not.toBe('pass');
  });

  test('beside Google, and named with it, it is one of two lists of the same people', () => {
    const list = members(id, [member('ana'), member('ben', { state: 'disabled' })]);
    const all = world(list, ['ana', 'ben'], ['google', 'directory']);
    const both = { ...all, parts: [...all.parts, googleUsers([user('ana'), user('ben')])] };
    expect(new Set(Object.values(verdicts(leaversHaveNoAccess, both)))).toEqual(new Set(['pass']));
  });

  test('beside Google, and not named, it is a service like any', () => {
    const all = world(members(id, [member('ana'), member('ben')]), [], 'google');
    const both = {
      ...all,
      parts: [...all.parts, googleUsers([user('ana'), user('ben', { suspended: true })])],
    };
    expect(judge(leaversHaveNoAccess, both)['ben@example.com (directory)']).toMatchObject({
      verdict: 'fail',
    });
    expect(leaversHaveNoAccess.applies?.(['google-workspace', id])).toBeNull();
    expect(leaversHaveNoAccess.applies?.([id])).not.toBeNull();
    expect(leaversHaveNoAccess.applies?.([id, 'github'])).toBeNull();
  });
});
