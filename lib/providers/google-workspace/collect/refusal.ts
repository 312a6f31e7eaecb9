import { CollectError } from '../../../evidence/problem.ts';
import { delegationPage, isRefusal } from './access.ts';
import type { Credential } from './credential.ts';

/** Turns a refusal to give a token into `unauthenticated`, with what to do about it. */
export async function orUnauthenticated<T>(advice: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof CollectError) || !isRefusal(error)) throw error;
    throw new CollectError('unauthenticated', `${error.message} ${advice}`, { cause: error });
  }
}

/** `invalid_grant` means the key, the subject or the clock; `unauthorized_client` means the delegation. */
export function delegationAdvice(credential: Credential, subject: string, scopes: readonly string[]): string {
  const clientId = credential.kind === 'key' ? credential.clientId : null;
  const client = clientId === null ? `the client id of ${credential.account}` : `client id ${clientId}`;
  return (
    `Google gives ${credential.account} no token to act as ${subject}. Check that ${client} is listed with ` +
    `exactly these scopes (${delegationPage}): ${scopes.join(',')}; that ${subject} is an active ` +
    "administrator; that the service account's key was not deleted; and that this machine's clock is right."
  );
}

export function exchangeAdvice(audience: string): string {
  return `Google does not accept this machine's own identity. Check the workload identity pool and provider: ${audience}.`;
}

export function signingAdvice(account: string): string {
  return `Grant the workload identity pool's principal the role Service Account Token Creator (roles/iam.serviceAccountTokenCreator) on ${account}, and enable the IAM Service Account Credentials API.`;
}
