import { CollectError } from '../../../evidence/problem.ts';

/** Whose a token is: the account's own, or a user's. Tokens made before they began with their kind do not tell. */
export type TokenOwner = 'account' | 'user' | null;

export interface Credential {
  readonly token: string;
  readonly owner: TokenOwner;
  /** In words, for the evidence. */
  readonly kind: string;
}

/**
 * Reads the connection's credential, which is an API token and nothing else. Throws `not-configured` when there is none
 * and `unauthenticated` for what cannot be a token; neither quotes it.
 */
export function readCredential(text: string | null): Credential {
  const token = (text ?? '').trim();
  if (token === '')
    throw new CollectError(
      'not-configured',
      'The Cloudflare connection has no token. Give it an API token with Account Settings: Read.',
    );
  if (!/^[\w-]{20,}$/.test(token)) throw new CollectError('unauthenticated', noToken);
  if (/^(cfk_|[0-9a-f]{37}$)/.test(token)) throw new CollectError('unauthenticated', globalKey);
  const owner = ownerOf(token);
  return { token, owner, kind: owner === null ? 'API token' : `API token of ${owners[owner]}` };
}

const noToken =
  'The Cloudflare credential is not an API token: it is too short, or has characters in it that no token has. Give the token alone.';

/** It may do everything that its owner may, and Cloudflare takes it in another header. */
const globalKey =
  'The Cloudflare credential is a Global API Key, which may do everything. Make an API token with Account Settings: Read instead.';

const owners = { account: 'the account', user: 'a user' } as const;

function ownerOf(token: string): TokenOwner {
  if (token.startsWith('cfat_')) return 'account';
  return token.startsWith('cfut_') ? 'user' : null;
}
