import { describe, expect, test } from '@jest/globals';
import type { GoogleUser } from '../../../lib/evidence/datasets/google-workspace.ts';
import { groups, users } from '../../../lib/evidence/datasets/google-workspace.ts';
import { readUser } from '../../../lib/providers/google-workspace/collect/schema.ts';
import { user } from './people.ts';

const strata = (change: Record<string, unknown>) =>
  users.strata(readUser(user('ana', change), { wrong() {}, dropped() {} }) as GoogleUser);

describe('users', () => {
  test('are told apart by their address without regard to case', () => {
    expect(users.key({ primaryEmail: 'Ana@Acme.example' } as GoogleUser)).toBe('ana@acme.example');
  });

  test.each([
    ['active', {}, ['active']],
    ['suspended', { suspended: true }, ['suspended']],
    ['archived', { archived: true }, ['archived']],
    ['suspended and archived', { suspended: true, archived: true }, ['suspended']],
    ['of a state that did not come', { suspended: null }, ['state-unknown']],
    ['archived, whatever else did not come', { suspended: null, archived: true }, ['archived']],
    ['a super admin', { isAdmin: true }, ['active', 'admin']],
    ['a delegated admin', { isDelegatedAdmin: true }, ['active', 'delegated-admin']],
    ['a guest', { isGuestUser: true }, ['active', 'guest']],
    [
      'somebody who never signed in',
      { lastLoginTime: '1970-01-01T00:00:00Z' },
      ['active', 'never-signed-in'],
    ],
    ['somebody of whom Google does not say', { lastLoginTime: null }, ['active']],
  ])('that are %s are counted as that', (_name, change, expected) => {
    expect(strata(change)).toEqual(expected);
  });
});

test('groups whose members were read are counted', () => {
  const group = { email: 'Eng@acme.example', id: '1', name: null, members: null };
  expect(groups.key(group)).toBe('eng@acme.example');
  expect(groups.strata(group)).toEqual([]);
  expect(groups.strata({ ...group, members: [] })).toEqual(['members-read']);
});
