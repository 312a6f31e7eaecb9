import { CollectError } from '../../../evidence/problem.ts';

/**
 * The connection's credential: one token, blanks around it aside. Throws `not-configured` without one and
 * `unauthenticated` for what cannot be a token; messages never quote it.
 */
export function readToken(text: string | null): string {
  const token = (text ?? '').trim();
  if (token === '')
    throw new CollectError('not-configured', 'The npm connection has no token. Give it an access token.');
  if (!/^[!-~]+$/.test(token))
    throw new CollectError(
      'unauthenticated',
      'The npm credential is not a token: it has blanks or other characters in it that no token has. Give the token alone, without the line of .npmrc around it.',
    );
  return token;
}

/** Whether `fragment` (the beginning, three dots, the end) is what npm shows of this token. */
export function isFragmentOf(fragment: unknown, token: string): boolean {
  const [start, end] = typeof fragment === 'string' ? fragment.split('...') : [];
  if (!start || !end || start.length + end.length < 8) return false;
  return token.startsWith(start) && token.endsWith(end);
}
