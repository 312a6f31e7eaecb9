import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** Who AWS takes the caller for. */
export interface AwsCaller {
  readonly account: string;
  readonly arn: string;
}

/** Longer is not waited for: what is recorded is a note beside somebody's word. */
const patienceMs = 10_000;

/** Asks STS by the SDK's own chain of credentials; null where it does not say. */
export async function awsCaller(): Promise<AwsCaller | null> {
  const client = new STSClient({});
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    return Account && Arn ? { account: Account, arn: Arn } : null;
  } catch {
    return null;
  } finally {
    client.destroy();
  }
}
