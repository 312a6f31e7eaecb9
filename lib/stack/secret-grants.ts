import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { SecretReference } from '../config/configuration.ts';
import { inStatements } from './policy-sizes.ts';

/**
 * Lets a role read these secrets of Secrets Manager, and no others. What is kept elsewhere needs no right.
 * @param key what they are encrypted with, where that is a company's own
 */
export function grantSecrets(
  role: Role,
  references: readonly (SecretReference | null)[],
  key: IKey | undefined,
): void {
  const names = references.flatMap((reference) => (reference?.from === 'secret' ? [reference.name] : []));
  if (names.length === 0) return;
  for (const some of inStatements([...new Set(names)]))
    role.addToPolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: some.map((name) => secretArn(role, name)),
      }),
    );
  if (key === undefined) return;
  const { region } = Stack.of(role);
  role.addToPolicy(
    new PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } },
    }),
  );
}

/**
 * A secret's ARN ends with six characters that Secrets Manager makes up. Each `?` stands for exactly one, so that no
 * secret with a longer name is meant as well.
 */
function secretArn(role: Role, name: string): string {
  if (name.startsWith('arn:')) return name;
  const { partition, region, account } = Stack.of(role);
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`;
}
