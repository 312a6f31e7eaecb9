import { Stack } from 'aws-cdk-lib';
import type { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { type CfnManagedPolicy, ManagedPolicy, Policy, Role } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** What IAM takes, in characters, and how many policies a role may have without asking AWS for more. */
const most = { inline: 10_240, managed: 6_144, policies: 10 };

/** How many keys or secrets one statement names: short enough to be shared out among policies. */
const ofAStatement = 12;

/** A list in parts, each for a statement of its own. */
export function inStatements<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts = Math.ceil(items.length / ofAStatement);
  return Array.from({ length: parts }, (_, at) => items.slice(at * ofAStatement, (at + 1) * ofAStatement));
}

/**
 * Refuses, when the template is made, policies that IAM would refuse in the middle of a deployment. The library shares out long
 * ones among several, as far as their statements are short, and looks no further.
 */
export function checkPolicySizes(construct: IConstruct): void {
  construct.node.addValidation({
    validate: () => construct.node.findAll().flatMap((node) => (Role.isRole(node) ? faultsOf(node) : [])),
  });
}

function faultsOf(role: Role): string[] {
  const policies = role.node.children;
  const managed = policies.filter((one) => one instanceof ManagedPolicy);
  const long = [
    ...policies.filter((one) => one instanceof Policy && sizeOf(one) > most.inline),
    ...managed.filter((one) => sizeOf(one) > most.managed),
  ];
  if (long.length === 0 && managed.length <= most.policies) return [];
  return [
    `${role.node.path} needs more rights than IAM lets one role have (${most.policies} policies of ${most.managed.toLocaleString('en')} characters). It has too many connections of one provider, or too long names: deploy two stacks, each with a part of them.`,
  ];
}

/** Characters, where what is not known yet has the longest name that it can have. */
function sizeOf(policy: Policy | ManagedPolicy): number {
  const resource = policy.node.defaultChild as CfnPolicy | CfnManagedPolicy;
  const document: unknown = Stack.of(policy).resolve(resource.policyDocument);
  return JSON.stringify(document, (_, value) => lengthened(value)).length;
}

const longest = { arn: 80, name: 20 };

function lengthened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('Fn::GetAtt' in value) return '-'.repeat(longest.arn);
  if ('Ref' in value) return '-'.repeat(longest.name);
  if (!('Fn::Join' in value)) return value;
  const [between, parts] = value['Fn::Join'] as [string, unknown[]];
  return parts.map(lengthened).join(between);
}
