import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { collector as aws } from '../../../lib/providers/aws/collect/index.ts';
import { settings } from '../../../lib/providers/aws/settings.ts';

test('An AWS connection needs no settings', () => {
  expect(settings().parse({})).toEqual({ region: 'us-east-1' });
  expect(aws.needsCredentials).toBe(false);
});

test.each([
  { account: 111122223333 },
  { account: '1234' },
  { account: '' },
  { region: 'Frankfurt' },
  { org: 'acme' },
])('Settings are refused as %j', (given) => {
  expect(settings().safeParse(given).success).toBe(false);
});

test('The example is a connection as it would stand in the configuration', () => {
  const [example] = parse(aws.setup.example.replace('YOUR_ACCOUNT_NUMBER', '111122223333'));
  const { id, provider, ...own } = example;
  expect([id, provider]).toEqual(['aws', 'aws']);
  expect(settings().parse(own)).toMatchObject({ account: '111122223333' });
});

test('Nothing that is to be granted changes the account', () => {
  expect(aws.setup.scopes).toEqual([
    'iam:GenerateCredentialReport',
    'iam:GetCredentialReport',
    'iam:GetAccountSummary',
  ]);
  for (const scope of aws.setup.scopes) expect(aws.setup.steps.join('\n')).toContain(scope);
});

const exclusion = {
  id: '444455556666',
  reason: 'Sold',
  approvedBy: 'cto@acme.example',
  expires: '2027-01-31',
};

test('An organization needs a role alone', () => {
  expect(settings().parse({ organization: { role: 'exhibit-reader' } })).toEqual({
    region: 'us-east-1',
    organization: { role: 'exhibit-reader', accounts: { exclude: [] }, auditRoot: false },
  });
  const whole = {
    role: 'audit/exhibit-reader',
    externalId: 'acme-7291',
    management: '111122223333',
    identityCenter: 'none',
    accounts: { exclude: [exclusion] },
    auditRoot: true,
  };
  expect(settings().parse({ organization: whole }).organization).toEqual(whole);
});

test.each([
  {},
  { role: '' },
  { role: 'a role' },
  { role: 'r', externalId: 'x' },
  { role: 'r', management: 111122223333 },
  { role: 'r', identityCenter: 'Frankfurt' },
  { role: 'r', accounts: { exclude: [{ ...exclusion, expires: 'never' }] } },
  { role: 'r', accounts: { exclude: [{ ...exclusion, reason: ' ' }] } },
  { role: 'r', accounts: { exclude: [exclusion, exclusion] } },
  { role: 'r', accounts: { exclude: [{ id: '444455556666' }] } },
  { role: 'r', accounts: { include: [] } },
])('An organization is refused as %j', (organization) => {
  expect(settings().safeParse({ organization }).success).toBe(false);
});

test('A connection is one account or an organization', () => {
  const both = { account: '111122223333', organization: { role: 'exhibit-reader' } };
  expect(settings().safeParse(both).success).toBe(false);
});
