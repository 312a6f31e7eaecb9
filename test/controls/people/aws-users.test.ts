import { describe, expect, test } from '@jest/globals';
import { accountsArePersonal } from '../../../lib/controls/people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from '../../../lib/controls/people/leavers-have-no-access.ts';
import { awsRootName } from '../../../lib/evidence/datasets/aws.ts';
import { googleUsers, judge, overall, type Part, user, verdicts, type World } from './world.ts';

function world(...users: { user: string; passwordEnabled: boolean | null }[]): World {
  const rows = users.map((one) => ({ arn: `arn:aws:iam::111122223333:user/${one.user}`, ...one }));
  const people = {
    source: 'google',
    identities: [{ person: 'ana@example.com', accounts: { aws: ['Ana'] } }],
  };
  return {
    parts: [
      googleUsers([user('ana', { suspended: true }), user('ben')]),
      { provider: 'aws', connection: 'cloud', dataset: 'credential-report', rows },
    ],
    settings: { people },
  };
}

describe('AWS users in the join of people', () => {
  test('are joined by identity or by an address for a name, where they have a password', () => {
    const company = world(
      { user: 'ANA', passwordEnabled: true },
      { user: 'Ben@example.com', passwordEnabled: true },
      { user: 'someone', passwordEnabled: true },
      { user: 'deploy', passwordEnabled: false },
      { user: awsRootName, passwordEnabled: null },
    );
    expect(verdicts(leaversHaveNoAccess, company)).toEqual({
      'ana (cloud)': 'fail',
      'ben@example.com (cloud)': 'pass',
      'someone (cloud)': 'unknown',
    });
    expect(verdicts(accountsArePersonal, company)).toEqual({
      'ana (cloud)': 'pass',
      'ben@example.com (cloud)': 'pass',
      'someone (cloud)': 'unknown',
    });
  });

  test('are unknown where AWS does not say whether there is a password', () => {
    expect(verdicts(leaversHaveNoAccess, world({ user: 'ana', passwordEnabled: null }))).toEqual({
      'ana (cloud)': 'unknown',
    });
  });
});

describe('services in which nobody has an account', () => {
  const root = { arn: 'arn:aws:iam::111122223333:root', user: awsRootName, passwordEnabled: null };
  const program = { arn: 'arn:aws:iam::111122223333:user/deploy', user: 'deploy', passwordEnabled: false };
  const company = (rows: object[], counts: object[], more: Part[] = []): World => ({
    parts: [
      googleUsers([user('ben')]),
      { provider: 'aws', connection: 'cloud', dataset: 'credential-report', rows },
      { provider: 'aws', connection: 'cloud', dataset: 'account-summary', rows: counts },
      ...more,
    ],
  });
  const both = [leaversHaveNoAccess, accountsArePersonal];

  test.each(both)('are confirmed empty where all of them count nobody else: $id', (control) => {
    for (const [rows, users] of [
      [[root], 0],
      [[root, program], 1],
    ] as const) {
      const world = company([...rows], [{ users }]);
      expect(judge(control, world)).toEqual({
        accounts: { subject: 'accounts', verdict: 'pass', reason: expect.stringContaining('confirmed') },
      });
      expect(overall(control, world)).toBe('pass');
    }
  });

  test.each(both)(
    'are unknown where a count is missing, is larger, or another service has none: $id',
    (control) => {
      const npm = { provider: 'npm', connection: 'npm', dataset: 'members', rows: [] };
      for (const world of [
        company([root], []),
        company([root], [{ users: null }]),
        company([root], [{ users: 3 }]),
        company([root], [{ users: 0 }], [npm]),
      ])
        expect(overall(control, world)).toBe('unknown');
    },
  );

  test.each(both)('hide nobody who is not on a list that is short: $id', (control) => {
    const world = company(
      [root, { ...program, user: 'ben@example.com', passwordEnabled: true }],
      [{ users: 2 }],
    );
    expect(verdicts(control, world)).toEqual({
      'accounts of cloud': 'unknown',
      'ben@example.com (cloud)': 'pass',
    });
  });
});
