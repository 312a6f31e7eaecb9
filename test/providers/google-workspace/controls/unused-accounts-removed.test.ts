import { expect, test } from '@jest/globals';
import { unusedAccountsRemoved } from '../../../../lib/providers/google-workspace/controls/unused-accounts-removed.ts';
import { evaluate, nobody, user, type World } from './world.ts';

// Judged at 2026-11-23T02:00:00Z, so that thirty days reach back to 2026-10-24T02:00:00Z.
const judge = (changes: Parameters<typeof user>[1], parameters = {}, rest: Partial<World> = {}) =>
  evaluate(unusedAccountsRemoved, { ...nobody, users: [user('ana', changes)], ...rest }, parameters);
const never = { signedIn: false, lastLoginTime: null };

test('signed in lately: pass', () => {
  expect(judge({})).toEqual([{ subject: 'ana@example.com', verdict: 'pass', reason: '' }]);
});

test('signed in exactly thirty days ago: pass; a moment earlier: fail', () => {
  expect(judge({ lastLoginTime: '2026-10-24T02:00:00.000Z' })).toMatchObject([{ verdict: 'pass' }]);
  expect(judge({ lastLoginTime: '2026-10-24T01:59:59.999Z' })).toMatchObject([
    { verdict: 'fail', reason: 'The last sign-in was at 2026-10-24T01:59:59.999Z, more than 30 days ago.' },
  ]);
});

test('an old account in use passes', () => {
  expect(judge({ creationTime: '2015-01-01T00:00:00Z' })).toMatchObject([{ verdict: 'pass' }]);
});

test('never signed in: judged by when the account was made', () => {
  expect(judge({ ...never, creationTime: '2026-11-20T09:00:00Z' })).toMatchObject([{ verdict: 'pass' }]);
  expect(judge({ ...never, creationTime: '2026-10-01T09:00:00Z' })).toMatchObject([
    {
      verdict: 'fail',
      reason:
        'Nobody ever signed in, and the account was made at 2026-10-01T09:00:00.000Z, more than 30 days ago.',
    },
  ]);
});

test.each([
  ['whether a person signed in', { signedIn: null, lastLoginTime: null }],
  ['whether a person signed in, though there is a time', { signedIn: null }],
  ['when the person signed in', { lastLoginTime: null }],
  ['when the account was made', { ...never, creationTime: null }],
  ['a time that is one', { lastLoginTime: 'yesterday' }],
  ['a time with an offset', { lastLoginTime: '2026-11-22T08:11:04' }],
  ['one thing only', { signedIn: false }],
])('Google did not say %s: unknown', (_, changes) => {
  expect(judge(changes)).toMatchObject([{ verdict: 'unknown' }]);
});

test('a time in the future: unknown, whether of a sign-in or of the creation', () => {
  expect(judge({ lastLoginTime: '2026-11-23T03:00:00Z' })).toMatchObject([
    {
      verdict: 'unknown',
      reason: 'The last sign-in was at 2026-11-23T03:00:00.000Z, which is in the future.',
    },
  ]);
  expect(judge({ ...never, creationTime: '2026-11-24T00:00:00Z' })).toMatchObject([{ verdict: 'unknown' }]);
});

test('a sign-in while a long collection went on is no future', () => {
  const long = { document: { finishedAt: '2026-11-23T03:30:00Z' } };
  expect(judge({ lastLoginTime: '2026-11-23T03:00:00Z' }, {}, long)).toMatchObject([{ verdict: 'pass' }]);
  expect(judge({ lastLoginTime: '2026-11-23T03:35:01Z' }, {}, long)).toMatchObject([{ verdict: 'unknown' }]);
});

test('a moment chosen by hand, days away from the collection, is not stretched', () => {
  const later = { document: { finishedAt: '2026-11-30T02:00:00Z' } };
  expect(judge({ lastLoginTime: '2026-11-29T03:00:00Z' }, {}, later)).toMatchObject([{ verdict: 'unknown' }]);
});

test('the number of days is a parameter', () => {
  expect(judge({ lastLoginTime: '2026-09-01T00:00:00Z' }, { days: 90 })).toMatchObject([{ verdict: 'pass' }]);
  expect(judge({ lastLoginTime: '2026-11-20T00:00:00Z' }, { days: 1 })).toMatchObject([{ verdict: 'fail' }]);
  for (const days of [0, -1, 1.5, '30', null])
    expect(unusedAccountsRemoved.parameters().safeParse({ days }).success).toBe(false);
});

test('suspended and archived accounts are not judged; one that may be active can fail but not pass', () => {
  const old = { lastLoginTime: '2026-01-01T00:00:00Z' };
  expect(judge({ ...old, suspended: true })).toEqual([]);
  expect(judge({ ...old, archived: true })).toEqual([]);
  expect(judge({ ...old, archived: null })).toMatchObject([{ verdict: 'fail' }]);
  expect(judge({ archived: null })).toMatchObject([{ verdict: 'unknown' }]);
});
