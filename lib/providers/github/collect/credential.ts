import { CollectError } from '../../../evidence/problem.ts';

/** What GitHub's tokens begin with. */
const kinds: readonly (readonly [prefix: string, kind: string])[] = [
  ['github_pat_', 'fine-grained personal access token'],
  ['ghp_', 'classic personal access token'],
  ['gho_', 'OAuth token'],
  ['ghu_', 'GitHub App user token'],
  ['ghs_', 'GitHub App installation token'],
];

export interface Credential {
  readonly token: string;
  /** In words, for the evidence. */
  readonly kind: string;
}

/**
 * Reads the connection's credential, which is a token and nothing else. Throws `not-configured` when there is none and
 * `unauthenticated` for what cannot be a token; neither quotes it.
 */
export function readCredential(text: string | null): Credential {
  const token = text?.trim() ?? '';
  if (token === '')
    throw new CollectError('not-configured', "GitHub: put a token into the connection's credentials.");
  if (!/^[\x21-\x7e]+$/.test(token) || token.startsWith('{'))
    throw new CollectError(
      'unauthenticated',
      'The GitHub credentials are not a token. Give the token alone: no JSON, no blanks, no line breaks.',
    );
  return { token, kind: kinds.find(([prefix]) => token.startsWith(prefix))?.[1] ?? 'token' };
}
