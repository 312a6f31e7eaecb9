import { expect, test } from '@jest/globals';
import { givesAll } from '../../../../lib/providers/aws/collect/organization/gives-all.ts';

const policy = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...statement }] });

test.each(['*', '*:*', '**', 'iam:*', 'IAM:*', 'Iam:**', 'i?m:*', '*m:*'])(
  'whoever may %s is an administrator, however it is written',
  (action) => {
    expect(givesAll(policy({ Action: action }))).toBe(true);
    expect(givesAll(policy({ Action: ['s3:GetObject', action] }))).toBe(true);
    expect(givesAll(policy({ Effect: 'Deny', Action: action }))).toBe(false);
  },
);

test.each(['iam:Get*', 'iam:PassRole', 's3:*', 'iam.*', '(iam|*)'])('whoever may %s is none', (action) => {
  expect(givesAll(policy({ Action: action }))).toBe(false);
});

test('what allows by leaving out, or cannot be read, is not told', () => {
  expect(givesAll(policy({ NotAction: 'iam:*' }))).toBeNull();
  expect(givesAll('no policy')).toBeNull();
});
