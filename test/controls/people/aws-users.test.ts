import { describe, expect, test } from '@jest/globals';
import { accountsArePersonal } from '../../../lib/controls/people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from '../../../lib/controls/people/leavers-have-no-access.ts';
import { awsRootName } from '../../../lib/evidence/datasets/aws.ts';
import { googleUsers, user, verdicts, type World } from './world.ts';

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
