import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { actions, organizationActions } from '../../../../lib/providers/aws/actions.ts';
import { readerOf } from '../../../../lib/stack/account-reading.ts';

const tags = ['!Ref'].map((tag) => ({ tag, resolve: (text: string) => `${tag} ${text}` }));
const lists = ['!If', '!Not', '!Equals', '!Or'].map((tag) => ({
  tag,
  collection: 'seq' as const,
  resolve: (list: unknown) => list,
}));

function roleIn(name: string, inFleet = false) {
  const path = { tag: '!Sub', resolve: (text: string) => text };
  const template = parse(readFileSync(`docs/aws-organization/${name}.yaml`, 'utf8'), {
    customTags: [...tags, ...lists, path],
  });
  const chosen = ([condition, then, otherwise]: readonly [string, unknown, unknown]) => {
    expect(condition).toBe('InFleet');
    return inFleet ? then : otherwise;
  };
  expect(Object.keys(template.Resources)).toEqual(['Reader']);
  const { AssumeRolePolicyDocument, Path, Policies, RoleName } = template.Resources.Reader.Properties;
  expect([RoleName, template.Parameters.RoleName.Default]).toEqual(['!Ref RoleName', 'exhibit-reader']);
  for (const { Condition } of AssumeRolePolicyDocument.Statement)
    Condition.StringEquals = chosen(Condition.StringEquals);
  const statements = Policies.flatMap(
    (policy: { PolicyDocument: { Statement: { Effect: string; Action: string[] }[] } }) =>
      policy.PolicyDocument.Statement,
  );
  expect(statements.every(({ Effect }: { Effect: string }) => Effect === 'Allow')).toBe(true);
  return {
    path: chosen(Path),
    trust: AssumeRolePolicyDocument.Statement,
    allowed: statements.flatMap(({ Action }: { Action: string[] }) => Action).toSorted(),
  };
}

const trustOf = (whose: Readonly<Record<string, string>>) => [
  {
    Effect: 'Allow',
    Principal: { AWS: '!Ref Collector' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': '!Ref ExternalId', ...whose } },
  },
];
const trust = trustOf({ 'aws:PrincipalOrgID': '!Ref OrganizationId' });

test.each(['role-in-every-account', 'role-in-management'])(
  'Of a fleet’s organization, %s is called after it, and trusts its sessions alone',
  (name) => {
    const role = roleIn(name, true);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a parameter of CloudFormation's
    const id = '${FleetOrganization}';
    expect(`${role.path}exhibit-reader`).toBe(`/${readerOf(id)}`);
    expect(role.trust).toEqual(trustOf({ 'aws:PrincipalTag/organization': '!Ref FleetOrganization' }));
  },
);

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
