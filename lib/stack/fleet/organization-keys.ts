import { NestedStack, Stack, Tags } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { sha256Of } from '../../evidence/sha256.ts';
import { accept } from '../accepted-findings.ts';
import type { SealingKey } from '../functions.ts';
import { SigningKey } from '../signing-key.ts';
import { organizationOfSession } from './session-tags.ts';

/**
 * A signing key for each organization, under an alias of its own: with its people's topic and its auditor's role, where it has them, all
 * that a fleet has for one organization alone besides what it keeps. They stand in nested stacks, because CloudFormation takes 500 resources in a stack and 200 organizations need 400. Which of
 * the sixteen holds an organization's key is said by a hash of its id, so that no other's coming or going moves it. A key stays when
 * its organization goes.
 */
export class OrganizationKeys extends Construct implements SealingKey {
  /** Of every alias, before the organization's id. */
  readonly name: string;
  readonly #keys: ReadonlyMap<string, SigningKey>;

  constructor(scope: Construct, id: string, organizations: readonly string[]) {
    super(scope, id);
    this.name = `alias/exhibit/${Stack.of(this).stackName}`;
    const stacks = new Map<string, NestedStack>();
    const made = organizations.map((organization): [string, SigningKey] => {
      const part = partOf(organization);
      const stack = stacks.get(part) ?? new NestedStack(this, `Part${part}`);
      stacks.set(part, stack);
      const signing = new SigningKey(stack, organization, organization);
      Tags.of(signing).add('organization', organization);
      new Alias(signing, 'Alias', { aliasName: `${this.name}/${organization}`, targetKey: signing.key });
      return [organization, signing];
    });
    this.#keys = new Map(made);
  }

  /** An organization's key, in which also stands whatever else is that organization's alone. */
  of(organization: string): SigningKey {
    const found = this.#keys.get(organization);
    if (found) return found;
    throw new Error(`There is no key of ${organization}.`);
  }

  grantSignToNobodyBut(role: Role): void {
    this.#grant(role, ['kms:GetPublicKey', 'kms:Sign']);
    for (const key of this.#keys.values()) key.grantSignToNobodyBut(role);
  }

  grantPublicKey(role: Role): void {
    this.#grant(role, ['kms:GetPublicKey']);
  }

  /** By the key's tag: the keys stand in stacks of their own, which are there after the role. */
  #grant(role: Role, actions: string[]): void {
    const { partition, region, account } = Stack.of(this);
    role.addToPolicy(
      new PolicyStatement({
        actions,
        resources: [`arn:${partition}:kms:${region}:${account}:key/*`],
        conditions: { StringEquals: { 'aws:ResourceTag/organization': organizationOfSession } },
      }),
    );
    accept(role, {
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/*]':
        'Which key is the organization’s own says its tag, and the key’s policy says the same.',
    });
  }
}

/** One of sixteen. */
function partOf(organization: string): string {
  return sha256Of(organization).slice(0, 1);
}
