import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { actions, organizationActions } from '../../../../lib/providers/aws/actions.ts';

const tags = ['!Ref'].map((tag) => ({ tag, resolve: (text: string) => `${tag} ${text}` }));

function roleIn(name: string) {
  const template = parse(readFileSync(`docs/aws-organization/${name}.yaml`, 'utf8'), { customTags: tags });
  expect(Object.keys(template.Resources)).toEqual(['Reader']);
  const { AssumeRolePolicyDocument, Policies, RoleName } = template.Resources.Reader.Properties;
  expect(RoleName).toBe('!Ref RoleName');
  const statements = Policies.flatMap(
    (policy: { PolicyDocument: { Statement: { Effect: string; Action: string[] }[] } }) =>
      policy.PolicyDocument.Statement,
  );
  expect(statements.every(({ Effect }: { Effect: string }) => Effect === 'Allow')).toBe(true);
  return {
    trust: AssumeRolePolicyDocument.Statement,
    allowed: statements.flatMap(({ Action }: { Action: string[] }) => Action).toSorted(),
  };
}

const trust = [
  {
    Effect: 'Allow',
    Principal: { AWS: '!Ref Collector' },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'sts:ExternalId': '!Ref ExternalId', 'aws:PrincipalOrgID': '!Ref OrganizationId' },
    },
  },
];

test('The role of every account may what is asked there, and nothing else', () => {
  const role = roleIn('role-in-every-account');
  expect(role.trust).toEqual(trust);
  expect(role.allowed).toEqual(Object.values(actions).flat().toSorted());
});

test('The role of the managing account may what is asked of it besides, and nothing else', () => {
  const role = roleIn('role-in-management');
  expect(role.trust).toEqual(trust);
  const asked = Object.values(organizationActions).flat();
  expect(role.allowed).toEqual(asked.filter((action) => action !== 'sts:AssumeRole').toSorted());
});

test('The audit of root may open a session of root for AWS’s own policy alone, and nothing else', () => {
  const resolved = [
    ...tags,
    { tag: '!Sub', resolve: (text: string) => text.replace(/\$\{AWS::Partition\}/g, 'aws') },
  ];
  const { Resources } = parse(readFileSync('docs/aws-organization/audit-root.yaml', 'utf8'), {
    customTags: resolved,
  });
  expect(Object.values(Resources)).toHaveLength(1);
  expect(Resources.AuditRoot.Properties.PolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoot',
      Resource: 'arn:aws:iam::*:root',
      Condition: {
        ArnEquals: {
          'sts:TaskPolicyArn': 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials',
        },
      },
    },
  ]);
});
