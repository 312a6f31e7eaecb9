import { describe, expect, test } from '@jest/globals';
import { hold } from './conditions.ts';
import { type Caller, evaluate } from './evaluate.ts';
import type { Statement } from './policy.ts';
import { sessionOf } from './session.ts';
import { filledIn } from './variables.ts';

const account = '111122223333';
/** A variable of IAM's, which is none of this language. */
const variable = (inner: string) => `${'$'}{${inner}}`;

/** "IAM policy elements: Variables and tags": a policy for everybody, in which each has a folder. */
describe('The guide’s folder for each user', () => {
  const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket';
  const mine = variable('aws:username');
  const policies: Statement[] = [
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: bucket,
      Condition: { StringLike: { 's3:prefix': [`${mine}/*`] } },
    },
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: [`${bucket}/${mine}/*`] },
  ];
  const asked = (action: string, resource: string, context: Readonly<Record<string, string>>) =>
    evaluate({
      caller: { arn: `arn:aws:iam::${account}:user/any`, policies },
      action,
      resource,
      owner: account,
      on: [],
      kind: 'bucket',
      context,
    });

  test.each([
    ['one’s own', 's3:GetObject', `${bucket}/richard/file`, { 'aws:username': 'richard' }, 'allowed'],
    ['another’s', 's3:GetObject', `${bucket}/jorge/file`, { 'aws:username': 'richard' }, 'denied'],
    [
      'one that begins alike',
      's3:GetObject',
      `${bucket}/richard2/file`,
      { 'aws:username': 'richard' },
      'denied',
    ],
    ['any, by a role, which has no name', 's3:GetObject', `${bucket}/richard/file`, {}, 'denied'],
    [
      'the list of one’s own',
      's3:ListBucket',
      bucket,
      { 'aws:username': 'richard', 's3:prefix': 'richard/a' },
      'allowed',
    ],
    [
      'the list of another’s',
      's3:ListBucket',
      bucket,
      { 'aws:username': 'richard', 's3:prefix': 'jorge/' },
      'denied',
    ],
    ['the list of everything', 's3:ListBucket', bucket, { 'aws:username': 'richard' }, 'denied'],
  ])('%s', (_, action, resource, context, expected) => {
    expect(asked(action, resource, context as Record<string, string>)).toBe(expected);
  });
});

describe('A variable', () => {
  const bucket = `arn:aws:s3:::amzn-s3-demo-bucket-${variable("aws:PrincipalTag/team, 'company-wide'")}`;

  test('has its default where the request has no value', () => {
    expect(filledIn(bucket, {})).toBe('arn:aws:s3:::amzn-s3-demo-bucket-company-wide');
    expect(filledIn(bucket, { 'aws:PrincipalTag/team': 'yellow' })).toBe(
      'arn:aws:s3:::amzn-s3-demo-bucket-yellow',
    );
  });

  test('without either fits nothing', () => {
    expect(filledIn(`a/${variable('aws:username')}`, {})).toBeNull();
    expect(hold({ StringEquals: { 'aws:a': variable('aws:b') } }, { 'aws:a': '' })).toBe(false);
  });

  test('stands for the signs themselves', () => {
    const star = { StringLike: { 'aws:a': `x${variable('*')}` } };
    expect([hold(star, { 'aws:a': 'x*' }), hold(star, { 'aws:a': 'xy' })]).toEqual([true, false]);
  });

  test('of several values, or of a wildcard, is nothing that is known here', () => {
    expect(() => filledIn(variable('aws:TagKeys'), { 'aws:TagKeys': ['a', 'b'] })).toThrow('several values');
    expect(() => filledIn(variable('aws:username'), { 'aws:username': 'a*' })).toThrow('wildcard');
  });
});

/** "Single-valued vs. multivalued context keys". */
describe('A key of several values', () => {
  const all = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['environment', 'cost-center'] } };
  const any = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['environment', 'cost-center'] } };
  test.each([
    ['all are named', all, { 'aws:TagKeys': ['environment'] }, true],
    ['one is not named', all, { 'aws:TagKeys': ['environment', 'x'] }, false],
    ['there is none', all, {}, true],
    ['one of them is named', any, { 'aws:TagKeys': ['environment', 'x'] }, true],
    ['none of them is named', any, { 'aws:TagKeys': ['x'] }, false],
    ['there is none to be one of them', any, {}, false],
  ])('%s', (_, conditions, context, expected) => {
    expect(hold(conditions, context as Record<string, readonly string[]>)).toBe(expected);
  });
});

/** "Tutorial: Define permissions to access AWS resources based on tags": a secret is for sessions of its project. */
describe('The tutorial’s roles and secrets', () => {
  const resource = `arn:aws:secretsmanager:us-east-1:${account}:secret:x`;
  const tag = 'access-project';
  const role = {
    arn: `arn:aws:iam::${account}:role/access-peg-engineering`,
    policies: [
      {
        Effect: 'Allow' as const,
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
        Condition: {
          StringEquals: { [`aws:ResourceTag/${tag}`]: variable(`aws:PrincipalTag/${tag}`) },
        },
      },
    ],
  };
  const arnav: Caller = {
    arn: `arn:aws:iam::${account}:user/access-Arnav-peg-eng`,
    policies: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: role.arn }],
  };
  const trust: Statement[] = [
    {
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Condition: {
        StringLike: { [`aws:RequestTag/${tag}`]: '*' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': [tag] },
      },
    },
  ];
  const take = (tags: Readonly<Record<string, string>>, on = trust, caller = arnav) =>
    sessionOf(caller, { role, trust: on, owner: account }, tags);
  const reads = (caller: Caller | null, of: string) =>
    caller &&
    evaluate({
      caller,
      action: 'secretsmanager:GetSecretValue',
      resource,
      owner: account,
      on: [],
      kind: 'other',
      context: { [`aws:ResourceTag/${tag}`]: of },
    });

  test('a session reads what has its tag', () => {
    const peg = take({ [tag]: 'peg' });
    expect([reads(peg, 'peg'), reads(peg, 'uni')]).toEqual(['allowed', 'denied']);
    expect(reads({ ...role }, 'peg')).toBe('denied');
  });

  test('tags take a right of their own, on both sides', () => {
    const only = (statement: Statement): Statement => ({ ...statement, Action: 'sts:AssumeRole' });
    expect(take({ [tag]: 'peg' }, trust.map(only))).toBeNull();
    expect(take({ [tag]: 'peg' }, trust, { ...arnav, policies: [...arnav.policies].map(only) })).toBeNull();
  });

  test('no other tag is taken, and none is missing', () => {
    expect(take({ [tag]: 'peg', 'cost-center': '1' })).toBeNull();
    expect(take({})).toBeNull();
  });
});
