import { expect, test } from '@jest/globals';
import type { GoogleUser } from '../../../../lib/evidence/datasets/google-workspace.ts';
import { superAdminsFew } from '../../../../lib/providers/google-workspace/controls/super-admins-few.ts';
import { evaluate, nobody, user } from './world.ts';

const admins = (count: number, changes: Partial<GoogleUser> = {}) =>
  Array.from({ length: count }, (_, at) =>
    user(`Admin${String(at).padStart(2, '0')}`, { isAdmin: true, ...changes }),
  );
const cut = { users: { code: 'truncated', message: 'Cut.' } } as const;

const judge = (users: readonly GoogleUser[], parameters = {}) =>
  evaluate(superAdminsFew, { ...nobody, users: [user('zoe'), ...users] }, parameters);

test.each([
  [0, 'fail'],
  [1, 'fail'],
  [2, 'pass'],
  [4, 'pass'],
  [5, 'fail'],
])('%i super admins: %s', (count, verdict) => {
  expect(judge(admins(count))).toMatchObject([{ subject: 'super admins of google', verdict }]);
});

test('the reason names them', () => {
  expect(judge(admins(2))[0]?.reason).toBe(
    '2 active super admins: admin00@example.com, admin01@example.com.',
  );
  expect(judge(admins(1))[0]?.reason).toBe(
    '1 active super admin: admin00@example.com. At least 2 are needed.',
  );
});

test('the reason does not name a thousand', () => {
  const reason = judge(admins(1000))[0]?.reason ?? '';
  expect(reason).toContain('admin19@example.com, and 980 more. At most 4 are allowed.');
  expect(reason).not.toContain('admin20');
});

test('delegated, suspended and archived accounts do not count', () => {
  const others = [
    user('d', { isDelegatedAdmin: true }),
    user('s', { isAdmin: true, suspended: true }),
    user('a', { isAdmin: true, archived: true }),
    user('n', { isAdmin: null, suspended: true }),
  ];
  expect(judge([...admins(4), ...others])).toMatchObject([{ verdict: 'pass' }]);
  expect(judge([...admins(1), ...others])).toMatchObject([{ verdict: 'fail' }]);
});

test.each([{ isAdmin: null }, { isAdmin: true, suspended: null }, { isAdmin: true, archived: null }])(
  'an account of which it cannot be told bars a pass, and no failure that is certain',
  (gap) => {
    const doubtful = user('maybe', gap);
    expect(judge([...admins(1), doubtful])).toMatchObject([{ verdict: 'unknown' }]);
    expect(judge([...admins(2), doubtful])).toMatchObject([{ verdict: 'unknown' }]);
    expect(judge([...admins(4), doubtful])).toMatchObject([{ verdict: 'unknown' }]);
    expect(judge([...admins(5), doubtful])).toMatchObject([{ verdict: 'fail' }]);
    expect(judge([doubtful])).toMatchObject([{ verdict: 'fail' }]);
  },
);

test('a list cut short can prove too many, and nothing else', () => {
  const judgeCut = (count: number) =>
    evaluate(superAdminsFew, { ...nobody, users: admins(count), problems: cut });
  expect(judgeCut(1)).toMatchObject([{ verdict: 'unknown' }]);
  expect(judgeCut(3)).toMatchObject([{ verdict: 'unknown' }]);
  expect(judgeCut(5)).toMatchObject([{ verdict: 'fail' }]);
});

test('no account at all is no population', () => {
  expect(evaluate(superAdminsFew, nobody)).toEqual([]);
});

test('the limits are parameters, and must not cross', () => {
  expect(judge(admins(5), { max: 5 })).toMatchObject([{ verdict: 'pass' }]);
  expect(judge(admins(1), { min: 1 })).toMatchObject([{ verdict: 'pass' }]);
  expect(superAdminsFew.parameters().safeParse({ min: 5 }).success).toBe(false);
  expect(superAdminsFew.parameters().safeParse({ min: 0 }).success).toBe(false);
  expect(superAdminsFew.parameters().safeParse({ max: 4.5 }).success).toBe(false);
});

test('each connection is a subject of its own', () => {
  const worlds = ['a', 'b'].map((connection) => ({ ...nobody, connection, users: admins(2) }));
  expect(evaluate(superAdminsFew, worlds).map(({ subject }) => subject)).toEqual([
    'super admins of a',
    'super admins of b',
  ]);
});
