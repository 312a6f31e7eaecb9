import { awsAgents } from '../http/proxy.ts';
import type { SessionCredentials } from '../locker/session-credentials.ts';

/**
 * The current value of a secret in AWS Secrets Manager, by name or ARN. Throws the SDK's own errors. The SDK is loaded when
 * asked for: most runs read their secrets from elsewhere.
 * @param access the session to ask in, where it is not the one that the SDK finds
 */
export async function readSecretsManager(
  name: string,
  { credentials }: { readonly credentials?: SessionCredentials } = {},
): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient({
    requestHandler: awsAgents(process.env),
    ...(credentials ? { credentials } : {}),
  });
  try {
    const { SecretString, SecretBinary } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    return SecretString ?? new TextDecoder().decode(SecretBinary);
  } finally {
    client.destroy();
  }
}
