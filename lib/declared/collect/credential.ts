import { CollectError } from '../../evidence/problem.ts';
import { isObject } from '../../providers/read-fields.ts';
import type { Auth } from '../auth.ts';
import type { ProviderDeclaration } from '../declaration.ts';

/** What a connection signs in with: a token at `token`, or members by their names. */
export type Credential = Readonly<Record<string, string>>;

/**
 * Reads the connection's credential. Throws `not-configured` when there is none and `unauthenticated` for what cannot be
 * one; neither quotes it.
 */
export function readCredential(
  { auth, title }: Pick<ProviderDeclaration, 'auth' | 'title'>,
  given: string | null,
): Credential {
  const text = (given ?? '').trim();
  if (text === '')
    throw new CollectError(
      'not-configured',
      `The ${title} connection has no credential. Give it ${auth.what}.`,
    );
  if (auth.kind === 'token-or-key' && text.startsWith('{')) return keyIn(text, title, auth);
  const names = memberNames(auth);
  return names === null ? { token: tokenIn(text, title, auth) } : membersIn(text, names, title, auth);
}

/** The members of the JSON that the credential is; null where it is a token alone. */
export function memberNames(auth: Auth): readonly string[] | null {
  switch (auth.kind) {
    case 'bearer':
    case 'header':
    case 'token-or-key':
      return null;
    case 'basic':
      return [auth.user, auth.password];
    case 'keys':
      return Object.values(auth.headers);
    case 'client-credentials':
      return ['clientId', 'clientSecret'];
  }
}

/** A header takes nothing else. */
const printable = /^[\x21-\x7e]+$/;

function tokenIn(text: string, title: string, { what }: Auth): string {
  if (printable.test(text) && !text.startsWith('{')) return text;
  throw new CollectError(
    'unauthenticated',
    `The ${title} credential is not ${what}: it has characters in it that no token has. Give the token alone.`,
  );
}

function membersIn(text: string, names: readonly string[], title: string, { what }: Auth): Credential {
  const given = objectIn(text);
  const found = names.map((name) => [name, given?.[name]] as const);
  const wrong = found.filter(([, value]) => typeof value !== 'string' || !printable.test(value));
  if (wrong.length === 0) return Object.fromEntries(found) as Credential;
  throw new CollectError(
    'unauthenticated',
    `The ${title} credential is not ${what}: it must be JSON with ${names.map((name) => `“${name}”`).join(' and ')}, each a text, and ${wrong.map(([name]) => `“${name}”`).join(' and ')} cannot be read.`,
  );
}

/** A client and the key that it signs with: PEM, or a JSON Web Key. */
function keyIn(text: string, title: string, { what }: Auth): Credential {
  const { clientId, keyId, privateKey } = objectIn(text) ?? {};
  const key = isObject(privateKey) ? JSON.stringify(privateKey) : privateKey;
  const id = isObject(privateKey) ? (keyId ?? privateKey.kid) : keyId;
  if (typeof clientId === 'string' && printable.test(clientId) && typeof key === 'string' && key !== '')
    return { clientId, privateKey: key, ...(typeof id === 'string' ? { keyId: id } : {}) };
  throw new CollectError(
    'unauthenticated',
    `The ${title} credential is not ${what}: JSON must hold “clientId” and “privateKey”, and a “keyId” where the key has one.`,
  );
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
