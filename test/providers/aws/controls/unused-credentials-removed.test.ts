import { expect, test } from '@jest/globals';
import { unusedCredentialsRemoved } from '../../../../lib/providers/aws/controls/unused-credentials-removed.ts';
import { evaluate, root, user, type World } from './world.ts';

// Judged at 2026-11-23T02:00:00Z, so that thirty days reach back to 2026-10-24T02:00:00Z.
const judge = (changes: Parameters<typeof user>[1], parameters = {}, rest: Partial<World> = {}) =>
  evaluate(unusedCredentialsRemoved, [{ report: [root(), user('Ana', changes)], ...rest }], parameters);
const machine = { passwordEnabled: false, passwordLastUsed: 'N/A', passwordLastChanged: 'N/A' };
const key = { ...machine, key1Active: true, key1LastRotated: '2024-05-01T09:00:00+00:00' };

test('used lately: pass', () => {
  expect(judge({})).toEqual([{ subject: 'ana', verdict: 'pass', reason: '' }]);
  expect(judge({ ...key, key1LastUsed: '2026-11-01T00:00:00+00:00' })).toMatchObject([{ verdict: 'pass' }]);
});

test('used exactly thirty days ago: pass; a second earlier: fail', () => {
  expect(judge({ passwordLastUsed: '2026-10-24T02:00:00+00:00' })).toMatchObject([{ verdict: 'pass' }]);
  expect(judge({ passwordLastUsed: '2026-10-24T01:59:59+00:00' })).toMatchObject([
    {
      verdict: 'fail',
      reason: 'The password was last used at 2026-10-24T01:59:59.000Z, more than 30 days ago.',
    },
  ]);
  expect(judge({ ...key, key1LastUsed: '2026-10-24T01:59:59+00:00' })).toMatchObject([
    {
      verdict: 'fail',
      reason: 'The access key 1 was last used at 2026-10-24T01:59:59.000Z, more than 30 days ago.',
    },
  ]);
});

test('a password that was never used counts from its last change', () => {
  const never = { passwordLastUsed: 'no_information' };
  expect(judge(never)).toMatchObject([{ verdict: 'fail', reason: expect.stringContaining('never used') }]);
  expect(judge({ ...never, passwordLastChanged: '2026-11-20T00:00:00+00:00' })).toMatchObject([
    { verdict: 'pass' },
  ]);
});

test('or from when the user was made, where AWS does not say when it was changed', () => {
  const never = { passwordLastUsed: 'no_information', passwordLastChanged: 'N/A' };
  expect(judge({ ...never, userCreationTime: '2026-11-20T00:00:00+00:00' })).toMatchObject([
    { verdict: 'pass' },
  ]);
  expect(judge(never)).toMatchObject([{ verdict: 'fail' }]);
});

test.each(['N/A', 'no_information'])('a key that was never used (%s) counts from its rotation', (word) => {
  expect(judge({ ...key, key1LastUsed: word })).toMatchObject([{ verdict: 'fail' }]);
  expect(judge({ ...key, key1LastUsed: word, key1LastRotated: '2026-11-20T00:00:00+00:00' })).toMatchObject([
    { verdict: 'pass' },
  ]);
});

test('a key that was used counts from then, however lately it was made', () => {
  const old = {
    ...key,
    key1LastUsed: '2026-01-01T00:00:00+00:00',
    key1LastRotated: '2026-11-20T00:00:00+00:00',
  };
  expect(judge(old)).toMatchObject([{ verdict: 'fail' }]);
});

test('what is disabled passes, however long unused', () => {
  const longAgo = '2020-01-01T00:00:00+00:00';
  const disabled = { ...machine, key1LastUsed: longAgo, key1LastRotated: longAgo, key2LastUsed: longAgo };
  expect(judge({ ...disabled, passwordLastUsed: longAgo })).toMatchObject([{ verdict: 'pass' }]);
});

test('the second key counts as well, and every reason is given', () => {
  const unused = { key2Active: true, key2LastRotated: '2026-01-01T00:00:00+00:00' };
  expect(judge(unused)).toMatchObject([{ verdict: 'fail', reason: expect.stringContaining('access key 2') }]);
  const [both] = judge({ ...unused, passwordLastUsed: '2026-01-01T00:00:00+00:00', key1Active: null });
  expect(both?.verdict).toBe('fail');
  expect(both?.reason).toContain('The password was last used');
  expect(both?.reason).toContain('The access key 2 was never used');
  expect(both?.reason).not.toContain('AWS did not say');
});

test.each<Parameters<typeof user>[1]>([
  { passwordEnabled: null },
  { key1Active: null },
  { key2Active: null },
  { passwordLastUsed: null },
  { passwordLastUsed: 'N/A' },
  { passwordLastUsed: 'not_supported' },
  { passwordLastUsed: 'no_information', passwordLastChanged: null, userCreationTime: null },
  { ...key, key1LastUsed: null },
  { ...key, key1LastUsed: 'not_supported' },
  { ...key, key1LastUsed: 'N/A', key1LastRotated: 'N/A' },
])('what AWS did not say is unknown: %j', (changes) => {
  expect(judge(changes)).toMatchObject([{ verdict: 'unknown' }]);
});

test('a time in the future is unknown, but not one while the collection went on', () => {
  expect(judge({ passwordLastUsed: '2026-11-23T03:00:00+00:00' })).toMatchObject([
    { verdict: 'unknown', reason: expect.stringContaining('in the future') },
  ]);
  const never = { passwordLastUsed: 'no_information', passwordLastChanged: '2026-12-01T00:00:00+00:00' };
  expect(judge(never)).toMatchObject([{ verdict: 'unknown' }]);
  const long = { document: { finishedAt: '2026-11-23T03:30:00Z' } };
  expect(judge({ passwordLastUsed: '2026-11-23T03:00:00+00:00' }, {}, long)).toMatchObject([
    { verdict: 'pass' },
  ]);
});

test('the number of days is a parameter', () => {
  expect(judge({ passwordLastUsed: '2026-09-01T00:00:00Z' }, { days: 90 })).toMatchObject([
    { verdict: 'pass' },
  ]);
  expect(judge({ passwordLastUsed: '2026-11-20T00:00:00Z' }, { days: 1 })).toMatchObject([
    { verdict: 'fail' },
  ]);
  for (const days of [0, -1, 1.5, '30', null])
    expect(unusedCredentialsRemoved.parameters().safeParse({ days }).success).toBe(false);
});

test('root is judged by its own control, so root alone is nobody', () => {
  expect(evaluate(unusedCredentialsRemoved, [{ report: [root({ key1Active: true })] }])).toEqual([]);
});
