import { expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { grantAccountReading } from '../../lib/stack/account-reading.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What a function may that collects these connections. */
function statementsFor(...settings: readonly object[]): readonly Statement[] {
  const stack = new Stack(new App(), 'Test');
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  grantAccountReading(
    role,
    settings.map((one) => ({ settings: one, credentials: null })),
  );
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

const own = ['iam:GenerateCredentialReport', 'iam:GetCredentialReport', 'iam:GetAccountSummary'];

test('One account alone is asked with the function’s own rights', () => {
  expect(statementsFor({ region: 'us-east-1' })).toEqual([{ Action: own, Effect: 'Allow', Resource: '*' }]);
});

test('Of an organization the function may take its role on, in accounts of its own organization, and nothing else', () => {
  const organization = { role: 'audit/exhibit-reader', management: '111122223333' };
  expect(statementsFor({ organization })).toEqual([
    {
      Action: 'sts:AssumeRole',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's
      Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
      Effect: 'Allow',
      Resource: {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::*:role/audit/exhibit-reader']],
      },
    },
  ]);
});

test('Where its own account manages the organization, it may list and read it besides', () => {
  const actions = (identityCenter?: string) =>
    statementsFor({ organization: { role: 'exhibit-reader', ...(identityCenter ? { identityCenter } : {}) } })
      .flatMap(({ Action }) => Action)
      .toSorted();
  expect(actions()).toContain('organizations:ListAccountsForParent');
  expect(actions()).toContain('identitystore:ListUsers');
  expect(actions('none').filter((action) => /^(sso|identitystore):/.test(action))).toEqual([]);
  expect(actions().filter((action) => !/:(Describe|Get|List)|^sts:AssumeRole$/.test(action))).toEqual([]);
});
