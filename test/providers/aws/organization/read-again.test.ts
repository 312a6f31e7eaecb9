import { expect, test } from '@jest/globals';
import { startAwsOrganization } from '../../../../demo/stand-ins/aws-organization.ts';
import { awsWith } from '../../../../lib/providers/aws/collect/index.ts';
import { anyProvider } from '../../../../lib/providers/provider.ts';
import { closing } from '../../../demo/stand-ins/asking.ts';
import { expectSame, oneConnection } from '../../reading-again.ts';
import { member, number, small } from './world.ts';

const kept = closing();
const provider = anyProvider(awsWith(async () => {}));

const settings = [
  'organization: { role: exhibit-reader, externalId: acme-7291, management: "100000000000", identityCenter: eu-central-1 }',
];

/** One account without the role, one that is closed, and one whose session is another's. */
const troubled = {
  ...small,
  accounts: [
    ...small.accounts,
    member(number(3), { role: false }),
    member(number(4), { state: 'CLOSED' }),
    member(number(5), { role: number(1) }),
  ],
};

test('What was collected of an organization is read again from its raw answers, to the same records and problems', async () => {
  const aws = kept(
    await startAwsOrganization(() => troubled, {
      externalId: 'acme-7291',
      writingMs: () => 0,
      emptyPages: true,
    }),
  );
  // One that is asked to wait, one that is cut off in its middle, one that fails for good.
  aws.misbehave({ path: '/#ListAccountsForParent', do: 503, times: 1 });
  aws.misbehave({ path: '/#AssumeRole', do: 'close', times: 1 });
  aws.misbehave({ path: '/#ListGroups', do: 403 });
  const all = await oneConnection({
    provider,
    endpoint: aws.url,
    credential: aws.credentials(),
    settings,
    patience: 60,
  });
  expect(all.map(({ dataset, stored }) => [dataset, stored.completeness])).toEqual([
    ['accounts', 'complete'],
    ['credential-report', 'partial'],
    ['account-summary', 'partial'],
    ['organization-features', 'complete'],
    ['identity-center-users', 'complete'],
    ['identity-center-groups', 'failed'],
    // Asked by the groups, which were not told.
    ['identity-center-assignments', 'partial'],
  ]);
  for (const one of all) expectSame(one);
});
