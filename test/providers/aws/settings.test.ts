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
  const [example] = parse(aws.setup.example);
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
