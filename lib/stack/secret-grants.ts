import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { SecretReference } from '../config/configuration.ts';

/** Lets a role read these secrets of Secrets Manager, and no others. What is kept elsewhere needs no right. */
export function grantSecrets(role: Role, references: readonly (SecretReference | null)[]): void {
  const names = references.flatMap((reference) => (reference?.from === 'secret' ? [reference.name] : []));
  if (names.length === 0) return;
  role.addToPolicy(
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [...new Set(names)].map((name) => secretArn(role, name)),
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
