import type { ProviderResponse } from '../../reader.ts';

/** What an answer's headers say of the token that asked. */
export interface TokenFacts {
  /** Of a classic token; null for others, which GitHub does not list the permissions of. */
  readonly scopes: readonly string[] | null;
  /** When it ends: RFC 3339 where GitHub's form was understood, else as GitHub wrote it. Null when it did not say. */
  readonly expires: string | null;
}

export function tokenFacts({ header }: Pick<ProviderResponse, 'header'>): TokenFacts {
  const scopes = header('x-oauth-scopes');
  const expires = header('github-authentication-token-expiration')?.trim() || null;
  return {
    scopes:
      scopes
        ?.split(',')
        .map((scope) => scope.trim())
        .filter(Boolean) ?? null,
    expires: expires && timeOf(expires),
  };
}

/** GitHub writes `2027-02-01 12:00:00 UTC`, or with an offset such as `-0800`. */
function timeOf(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString().replace('.000Z', 'Z');
}
