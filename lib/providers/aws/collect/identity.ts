import { CollectError } from '../../../evidence/problem.ts';
import type { AwsClient } from './client.ts';

/** Who asked, as AWS knows it. */
export interface Identity {
  /** The account's number. */
  readonly account: string;
  readonly arn: string;
}

/**
 * Asks which account answers, and as whom. Throws `rejected` when it is not the one that the configuration names. When
 * AWS does not say, null: but then the configuration must not name one.
 */
export async function askIdentity(client: AwsClient, expected: string | undefined): Promise<Identity | null> {
  const identity = await client.identity().then(identityIn, (error: unknown) => {
    if (expected !== undefined || !maybeWithout(error)) throw error;
    return null;
  });
  if (identity && expected !== undefined && identity.account !== expected)
    throw new CollectError(
      'rejected',
      `AWS: account ${identity.account} answers (as ${identity.arn}), but the connection names account ${expected}. ` +
        'Nothing was collected. Correct account:, or use a role or profile of that account.',
    );
  return identity;
}

/** Whether the collection can go on although this question had no answer. A credential that is refused is no better for the next. */
function maybeWithout(error: unknown): boolean {
  return error instanceof CollectError && error.code !== 'unauthenticated' && error.code !== 'interrupted';
}

function identityIn({ Account, Arn }: Awaited<ReturnType<AwsClient['identity']>>): Identity {
  if (typeof Account === 'string' && /^\d{12}$/.test(Account) && typeof Arn === 'string' && Arn !== '')
    return { account: Account, arn: Arn };
  throw new CollectError(
    'malformed',
    'AWS GetCallerIdentity does not say which account answers. Check that the endpoint is AWS’s own.',
  );
}
