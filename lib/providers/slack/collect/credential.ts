import { CollectError } from '../../../evidence/problem.ts';

/**
 * The connection's credential: one token, blanks around it aside. Throws `not-configured` without one and
 * `unauthenticated` for what cannot be a token; messages never quote it.
 */
export function readToken(text: string | null): string {
  const token = (text ?? '').trim();
  if (token === '')
    throw new CollectError(
      'not-configured',
      'The Slack connection has no token. Give it an admin’s user token.',
    );
  if (!/^[!-~]+$/.test(token))
    throw new CollectError(
      'unauthenticated',
      'The Slack credential is not a token: it has blanks or other characters in it that no token has. Give the user token alone (it begins xoxp-).',
    );
  return token;
}
