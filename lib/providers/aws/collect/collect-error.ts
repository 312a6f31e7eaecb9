import { CollectError, findCollectError } from '../../../evidence/problem.ts';

const credentialAdvice =
  'Give this machine a role, a profile or environment variables, as for the AWS command line ' +
  '(`aws sts get-caller-identity`), or give the connection credentials: of its own.';

/** What went wrong in the SDK before there was an answer, as a `CollectError` where it is none of our own faults. */
export function asCollectError(request: string, error: unknown): unknown {
  const known = findCollectError(error);
  if (known || !(error instanceof Error) || !isCredentialError(error)) return known ?? error;
  // The SDK's own words may quote what it read, so none of them are repeated.
  return new CollectError(
    'unauthenticated',
    `AWS ${request} was not asked: no credential was found, or it could not be renewed. ${credentialAdvice}`,
    { cause: error },
  );
}

const credentialErrors: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredTokenException',
]);

function isCredentialError({ name, message }: Error): boolean {
  return credentialErrors.has(name) || /credential/i.test(message);
}
