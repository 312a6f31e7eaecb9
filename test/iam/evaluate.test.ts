import { describe, expect, test } from '@jest/globals';
import { hold } from './conditions.ts';
import { type Caller, evaluate } from './evaluate.ts';
import { matches, matchesArn, type Statement, statementsIn } from './policy.ts';

const account = '123456789012';
const user = (name: string, ...policies: Statement[]): Caller => ({
  arn: `arn:aws:iam::${account}:user/${name}`,
  policies,
});
const allow = (Action: string | string[], Resource = '*', more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: string | string[], Resource = '*', more: Partial<Statement> = {}): Statement => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});

/** "Identity-based policies and resource-based policies", IAM user guide: three resources, four users and what each may do. */
describe('The guide’s users and resources', () => {
  const of = (letter: string) => `arn:aws:example:::${letter}`;
  const [list, read, write] = ['example:List', 'example:Read', 'example:Write'];
  const named = (name: string) => ({ Principal: { AWS: `arn:aws:iam::${account}:user/${name}` } });
  const on: Readonly<Record<string, Statement[]>> = {
    X: [allow([list, read], of('X'), named('JohnSmith')), allow([list, read], of('X'), named('MaryMajor'))],
    Y: [
      allow([list, write], of('Y'), named('CarlosSalazar')),
      allow([list, read], of('Y'), named('ZhangWei')),
    ],
    Z: [deny('example:*', of('Z'), named('CarlosSalazar')), allow('example:*', of('Z'), named('ZhangWei'))],
  };
  const people = {
    JohnSmith: user('JohnSmith', allow([list, read], of('X'))),
    CarlosSalazar: user('CarlosSalazar', allow([list, read], of('Y')), allow([list, read], of('Z'))),
    MaryMajor: user('MaryMajor', ...['X', 'Y', 'Z'].map((letter) => allow([list, read, write], of(letter)))),
    ZhangWei: user('ZhangWei'),
  };

  test.each([
    ['JohnSmith', 'X', [list, read], [write]],
    ['JohnSmith', 'Y', [], [list, read, write]],
    ['CarlosSalazar', 'Y', [list, read, write], []],
    ['CarlosSalazar', 'Z', [], [list, read, write]],
    ['MaryMajor', 'X', [list, read, write], []],
    ['MaryMajor', 'Y', [list, read, write], []],
    ['MaryMajor', 'Z', [list, read, write], []],
    ['ZhangWei', 'Y', [list, read], [write]],
    ['ZhangWei', 'Z', [list, read, write], []],
    ['ZhangWei', 'X', [], [list, read, write]],
  ] as const)('%s on %s', (who, letter, may, mayNot) => {
    const asked = (action: string) =>
      evaluate({
        caller: people[who],
        action,
        resource: of(letter),
        owner: account,
        on: on[letter] ?? [],
        kind: 'other',
      });
    expect(may.map(asked)).toEqual(may.map(() => 'allowed'));
    const refused = letter === 'Z' ? 'denied explicitly' : 'denied';
    expect(mayNot.map(asked)).toEqual(mayNot.map(() => refused));
  });
});

/** "Permissions boundaries for IAM entities": what the boundary lacks is denied, whatever the user's policy says. */
test('The guide’s ShirleyRodriguez may not create a user: her boundary does not have it', () => {
  const boundary = [allow(['s3:*', 'cloudwatch:*', 'ec2:*'])];
  const shirley = { ...user('ShirleyRodriguez', allow('iam:CreateUser'), allow('s3:ListBucket')), boundary };
  const asked = (action: string) =>
    evaluate({ caller: shirley, action, resource: '*', owner: account, on: [], kind: 'other' });
  expect([asked('iam:CreateUser'), asked('s3:ListBucket'), asked('ec2:RunInstances')]).toEqual([
    'denied',
    'allowed',
    'denied',
  ]);
});

describe('Between accounts', () => {
  const resource = 'arn:aws:s3:::bucket/key';
  const stranger = { ...user('x', allow('s3:GetObject')), arn: 'arn:aws:iam::999999999999:user/x' };
  const asked = (caller: Caller, on: Statement[]) =>
    evaluate({ caller, action: 's3:GetObject', resource, owner: account, on, kind: 'bucket' });

  test('both sides have to allow it', () => {
    const there = [allow('s3:GetObject', resource, { Principal: { AWS: '999999999999' } })];
    expect(asked(stranger, [])).toBe('denied');
    expect(asked(stranger, there)).toBe('allowed');
    expect(asked({ ...stranger, policies: [] }, there)).toBe('denied');
  });
});

/** "Key policies in AWS KMS": a key's policy has to name the account for IAM policies to count. */
test('Policies of people count for a key only where its policy names the account', () => {
  const resource = `arn:aws:kms:eu-west-1:${account}:key/1`;
  const asked = (on: Statement[]) =>
    evaluate({
      caller: user('alice', allow('kms:Sign')),
      action: 'kms:Sign',
      resource,
      owner: account,
      on,
      kind: 'key',
    });
  const root = { Principal: { AWS: `arn:aws:iam::${account}:root` } };
  expect(asked([])).toBe('denied');
  expect(asked([allow('kms:DescribeKey', '*', root)])).toBe('denied');
  expect(asked([allow('kms:*', '*', root)])).toBe('allowed');
});

/** "Enforce conditional writes on Amazon S3 buckets", first example. */
test('A write without If-None-Match is denied, and beginning an upload in parts is not', () => {
  const on = [
    deny('s3:PutObject', 'arn:aws:s3:::amzn-s3-demo-bucket1/*', {
      Principal: '*',
      Condition: {
        Null: { 's3:if-none-match': 'true' },
        Bool: { 's3:ObjectCreationOperation': 'true' },
      },
    }),
  ];
  const asked = (context: Record<string, string>) =>
    evaluate({
      caller: user('Alice', allow('s3:PutObject', 'arn:aws:s3:::amzn-s3-demo-bucket1/*')),
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::amzn-s3-demo-bucket1/a',
      owner: account,
      on,
      kind: 'bucket',
      context,
    });
  expect(asked({ 's3:ObjectCreationOperation': 'true', 's3:if-none-match': '*' })).toBe('allowed');
  expect(asked({ 's3:ObjectCreationOperation': 'true' })).toBe('denied explicitly');
  expect(asked({ 's3:ObjectCreationOperation': 'false' })).toBe('allowed');
});

/** "IAM JSON policy elements: Condition operators". */
describe('Conditions', () => {
  test.each([
    ['a value that is one of several', { StringEquals: { 'aws:a': ['x', 'y'] } }, { 'aws:a': 'y' }, true],
    [
      'all operators together',
      { StringEquals: { a: 'x' }, Bool: { b: 'true' } },
      { a: 'x', b: 'false' },
      false,
    ],
    ['all keys together', { StringEquals: { a: 'x', b: 'y' } }, { a: 'x' }, false],
    ['a key that is missing', { StringEquals: { a: 'x' } }, {}, false],
    ['a key that is missing, negated', { StringNotEquals: { a: 'x' } }, {}, true],
    ['a key that is missing, of ARNs, negated', { ArnNotEquals: { a: 'arn:aws:iam::1:role/x' } }, {}, true],
    ['a key that is missing, if it exists', { StringEqualsIfExists: { a: 'x' } }, {}, true],
    ['none of several', { StringNotEquals: { a: ['x', 'y'] } }, { a: 'y' }, false],
    ['a key that is there, as Null', { Null: { a: 'false' } }, { a: 'x' }, true],
    ['a key that is missing, as Null', { Null: { a: 'true' } }, {}, true],
    [
      'no second factor, which long-lived keys do not tell',
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      {},
      false,
    ],
    [
      'an old version of TLS',
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
      { 's3:TlsVersion': '1.1' },
      true,
    ],
    [
      'a new version of TLS',
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
      { 's3:TlsVersion': '1.3' },
      false,
    ],
    [
      'names of keys in any case',
      { Bool: { 'aws:securetransport': 'false' } },
      { 'aws:SecureTransport': 'false' },
      true,
    ],
    ['values in their case', { StringEquals: { a: 'X' } }, { a: 'x' }, false],
    [
      'a pattern of an ARN within its parts',
      { ArnLike: { a: 'arn:aws:iam::*:role/*' } },
      { a: 'arn:aws:iam::1:role/p/x' },
      true,
    ],
    [
      'a pattern of an ARN over its parts',
      { ArnLike: { a: 'arn:aws:iam*x' } },
      { a: 'arn:aws:iam::1:role/x' },
      false,
    ],
  ])('%s', (_, conditions, context, expected) => {
    expect(hold(conditions, context as Record<string, string>)).toBe(expected);
  });
});

test('Patterns', () => {
  expect(matches('exhibit/github-??????', 'exhibit/github-AbCdEf')).toBe(true);
  expect(matches('exhibit/github-??????', 'exhibit/github-prod-AbCdEf')).toBe(false);
  expect(matches('a.c', 'abc')).toBe(false);
  expect(matchesArn('arn:aws:s3:::b/runs/*/x/*', 'arn:aws:s3:::b/runs/1/x/2/3')).toBe(true);
  expect(matchesArn('arn:aws:s3:::b/*', 'arn:aws:s3:::bb/1')).toBe(false);
});

test.each([
  ['an element', { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }],
  ['an effect', { Effect: 'Maybe', Action: 's3:*' }],
  ['a variable', { Effect: 'Allow', Action: `s3:${'$'}{aws:username}`, Resource: '*' }],
  ['a principal', { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Federated: 'x' } }],
])('%s that nobody here knows is refused, and so is an operator', (_, statement) => {
  expect(() => statementsIn({ Statement: [statement] })).toThrow();
  expect(() => hold({ DateLessThan: { a: '2026-01-01' } }, { a: '2025-01-01' })).toThrow('DateLessThan');
  expect(() => hold({ 'ForAnyValue:StringNotEquals': { a: 'x' } }, { a: 'x' })).toThrow('ForAnyValue');
});
