import { describe, expect, test } from '@jest/globals';
import { evidenceComplete } from '../../../lib/controls/evidence/complete.ts';
import type { AwsCredential } from '../../../lib/evidence/datasets/aws.ts';
import { judge, type Part } from '../people/world.ts';

const silent = {
  accountAccessKeysPresent: null,
  accountMFAEnabled: null,
  accountPasswordPresent: null,
  accountSigningCertificatesPresent: null,
};
const row = (user: string) => ({ user, arn: `arn:${user}`, passwordEnabled: true }) as AwsCredential;

function aws(users: readonly string[], counted: number | null, more: Partial<Part> = {}): Part[] {
  const of = { provider: 'aws', connection: 'aws' };
  return [
    { ...of, dataset: 'credential-report', rows: [row('<root_account>'), ...users.map(row)], ...more },
    { ...of, dataset: 'account-summary', rows: [{ account: '1', ...silent, users: counted }] },
  ];
}

function github(members: readonly string[], filledSeats: number | null | undefined, type = 'User'): Part[] {
  const of = { provider: 'github', connection: 'github' };
  const seats = filledSeats === undefined ? {} : { filledSeats };
  return [
    {
      ...of,
      dataset: 'organization',
      rows: [{ id: '1', login: 'acme', twoFactorRequirementEnabled: true, ...seats }],
    },
    {
      ...of,
      dataset: 'members',
      rows: members.map((login) => ({ id: login, login, role: 'member', twoFactor: 'enabled', type })),
    },
  ];
}

const total = (parts: readonly Part[]) =>
  Object.entries(judge(evidenceComplete, { parts })).find(([name]) => name.endsWith(' total'))?.[1];

describe('AWS’s count of users', () => {
  test('bears out a list that is as long, and one of nobody', () => {
    expect(total(aws(['ana'], 1))).toMatchObject({
      verdict: 'pass',
      reason: 'The account summary confirms the list of IAM users: IAM users, 1 counted and 1 listed.',
    });
    expect(total(aws([], 0))?.verdict).toBe('pass');
  });

  test('contradicts a list that is short of somebody', () => {
    expect(total(aws(['ana'], 2))).toMatchObject({
      verdict: 'unknown',
      reason:
        'The account summary and the list of IAM users do not agree: IAM users, 2 counted and 1 listed.',
    });
  });

  test('of fewer is explained by users that were deleted since the report', () => {
    expect(total(aws(['ana', 'ben'], 1))).toMatchObject({
      verdict: 'pass',
      reason: expect.stringContaining('because users may have been deleted'),
    });
  });

  test('says nothing where AWS did not count, or the list did not come whole', () => {
    expect(total(aws(['ana'], null))).toBeUndefined();
    expect(total(aws(['ana'], 2, { problem: { code: 'truncated', message: 'Cut.' } }))).toBeUndefined();
  });
});

describe('GitHub’s seats', () => {
  test('are an upper bound: more of them say nothing', () => {
    expect(total(github(['ana'], 4))).toMatchObject({
      verdict: 'pass',
      reason: expect.stringContaining('because it counts more than the list holds'),
    });
  });

  test('contradict a list that is longer', () => {
    expect(total(github(['ana', 'ben'], 1))?.verdict).toBe('unknown');
  });

  test('are not taken by bots', () => {
    expect(total(github(['bot-a', 'bot-b'], 1, 'Bot'))?.verdict).toBe('pass');
  });

  test.each([null, undefined, 0])('say nothing where GitHub gives %s', (seats) => {
    expect(total(github(['ana'], seats))).toBeUndefined();
  });
});
