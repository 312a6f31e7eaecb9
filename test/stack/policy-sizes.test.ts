import { expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { checkPolicySizes, inStatements } from '../../lib/stack/policy-sizes.ts';
import { changed, newApp, resourcesOf, templateOf } from './made-stack.ts';

/** Connections of one provider, with names as people give them. */
function connections(length: number): string {
  const each = Array.from(
    { length },
    (_, at) =>
      `  - id: github-organization-${at}\n    provider: github\n    credentials: secret:exhibit/github-organization-${at}\n    org: fathom-${at}\n`,
  );
  return changed('people:\n', `${each.join('')}people:\n`);
}

/** Characters of a policy, with what is not known yet at its longest. */
function sizeOf(document: unknown): number {
  const text = JSON.stringify(document)
    .replaceAll(/\{"Fn::GetAtt":\[[^\]]*\]\}/g, '-'.repeat(80))
    .replaceAll(/\{"Ref":"[^"]*"\}/g, '-'.repeat(20));
  return text.length;
}

test('A hundred and twenty connections of one provider have rights that IAM takes, in policies of which a role may have that many', () => {
  const made = [...resourcesOf(templateOf(connections(120))).entries()].filter(([id]) =>
    id.startsWith('FunctionsCollectgithub'),
  );
  const policies = (type: string) => made.filter(([, { Type }]) => Type === type);
  const managed = policies('AWS::IAM::ManagedPolicy');
  for (const [id, { Properties }] of managed)
    expect([id, sizeOf(Properties.PolicyDocument) <= 6144]).toEqual([id, true]);
  for (const [id, { Properties }] of policies('AWS::IAM::Policy'))
    expect([id, sizeOf(Properties.PolicyDocument) <= 10_240]).toEqual([id, true]);
  expect(managed.length).toBeLessThanOrEqual(10);
  const rights = JSON.stringify(made);
  for (const at of [0, 61, 119]) expect(rights).toContain(`github-organization-${at}/*`);
});

test('Two hundred and fifty of one provider are refused when the template is made, in words that say what to do', () => {
  expect(() => templateOf(connections(250))).toThrow(
    /Functions\/Collect-github\/Role needs more rights than IAM lets one role have .* too many connections of one provider, .* deploy two stacks/,
  );
});

test('More than IAM takes is refused when the template is made', () => {
  const roleWith = (keys: number) => {
    const app = newApp();
    const stack = new Stack(app, 'Some');
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const resources = Array.from(
      { length: keys },
      (_, at) => `arn:aws:s3:::evidence/runs/*/connection-${at}/*`,
    );
    for (const some of inStatements(resources))
      role.addToPolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: [...some] }));
    checkPolicySizes(stack);
    return app;
  };
  expect(() => roleWith(800).synth()).not.toThrow();
  expect(() => roleWith(1600).synth()).toThrow('Some/Role needs more rights than IAM lets one role have');
});
