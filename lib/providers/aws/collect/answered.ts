import { CollectError, findCollectError } from '../../../evidence/problem.ts';

const credentialAdvice =
  'Give this machine a role, a profile or environment variables, as for the AWS command line ' +
  '(`aws sts get-caller-identity`), or give the connection credentials: of its own.';

/** The answer, or what went wrong in the SDK as a `CollectError`: no credential, or an answer that it cannot read. */
export async function answered<T>(question: string, asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    throw findCollectError(error) ?? translated(question, error);
  }
}

function translated(question: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  // The SDK's own words may quote what it read, so none of them are repeated. It leaves the answer with an error that
  // came of reading it.
  if ('$response' in error)
    return new CollectError(
      'malformed',
      `AWS ${question}: the answer is not what AWS documents. Check that the endpoint is AWS’s own.`,
      { cause: error },
    );
  if (isCredentialError(error))
    return new CollectError(
      'unauthenticated',
      `AWS ${question} was not asked: no credential was found, or it could not be renewed. ${credentialAdvice}`,
      { cause: error },
    );
  return error;
}

const credentialErrors: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredTokenException',
]);

function isCredentialError({ name, message }: Error): boolean {
  return credentialErrors.has(name) || /credential/i.test(message);
}
