import { CollectError } from '../../../evidence/problem.ts';

/** An error as it is. */
export const asItIs = (error: CollectError): CollectError => error;

/**
 * GitHub answers an owner's question with 422 when somebody else asks it. That is a refusal, and no fault of the
 * question: the same list without the filter was answered.
 */
export function ownersOnly(error: CollectError): CollectError {
  if (error.code !== 'denied' && error.status !== 404 && error.status !== 422) return error;
  return new CollectError(
    'denied',
    `${error.message} GitHub tells only owners of the organization who has two-factor authentication: use a token of an owner with the permission Members: Read-only.`,
    { cause: error },
  );
}
