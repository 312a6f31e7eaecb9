import { CollectError } from '../../../evidence/problem.ts';
import { call, type Given, type Place, type Requests } from './requests.ts';

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
export function* requestIdentity(place: Place, expected: string | undefined): Requests<Identity | null> {
  const identity = yield* identityOr(place, expected);
  if (identity && expected !== undefined && identity.account !== expected)
    throw new CollectError(
      'rejected',
      `AWS: account ${identity.account} answers (as ${identity.arn}), but the connection names account ${expected}. ` +
        'Nothing was collected. Correct account:, or use a role or profile of that account.',
    );
  return identity;
}

function* identityOr(place: Place, expected: string | undefined): Requests<Identity | null> {
  try {
    return identityIn(yield* call(place, 'GetCallerIdentity'));
  } catch (error) {
    if (expected !== undefined || !maybeWithout(error)) throw error;
    return null;
  }
}

/** Whether the collection can go on although this question had no answer. A credential that is refused is no better for the next. */
function maybeWithout(error: unknown): boolean {
  return error instanceof CollectError && error.code !== 'unauthenticated' && error.code !== 'interrupted';
}

/** Who AWS says that asks. Throws `malformed` where it does not. */
export function identityIn({ fields }: Given): Identity {
  const account = fields.get('Account')?.text ?? '';
  const arn = fields.get('Arn')?.text ?? '';
  if (/^\d{12}$/.test(account) && arn !== '') return { account, arn };
  throw new CollectError(
    'malformed',
    'AWS GetCallerIdentity does not say which account answers. Check that the endpoint is AWS’s own.',
  );
}
