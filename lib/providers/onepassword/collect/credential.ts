import { CollectError } from '../../../evidence/problem.ts';

/** What each field lets us ask, for the message that says which one to add. */
const purposes = {
  usersClientId: 'the client id of a Users API client with the scope list_users',
  usersClientSecret: 'the secret of that Users API client',
  eventsToken: 'an Events Reporting token with the features auditevents and signinattempts',
  serviceAccountToken: 'the token of a service account that may read the shared vaults',
} as const;

export type CredentialField = keyof typeof purposes;
export type Credential = Readonly<Partial<Record<CredentialField, string>>>;

/**
 * Reads the connection's credentials: JSON whose fields are each optional; an empty one counts as not given.
 * Throws `unauthenticated`, and not `not-configured`: a credential that cannot be used was meant to be, and must not
 * read as a choice to do without. Messages name keys and never quote the text, which is a secret.
 */
export function readCredential(text: string | null): Credential {
  if (text === null) return {};
  const parsed = parseSecretJson(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw notAnObject();
  const given: Partial<Record<CredentialField, string>> = {};
  for (const [key, value] of Object.entries(parsed)) {
    if (!isField(key)) throw unknownKey(key);
    if (value === null || value === '') continue;
    if (typeof value !== 'string') throw notText(key);
    given[key] = value;
  }
  return given;
}

/** The fields that a dataset cannot do without. Throws `not-configured`, naming those that are missing. */
export function need<Field extends CredentialField>(
  credential: Credential,
  dataset: string,
  fields: readonly Field[],
): Record<Field, string> {
  const missing = fields.filter((field) => credential[field] === undefined);
  if (missing.length > 0) throw lacking(dataset, missing);
  return Object.fromEntries(fields.map((field) => [field, credential[field]])) as Record<Field, string>;
}

/** The values that must never be written anywhere. */
export function secretsOf(credential: Credential): readonly string[] {
  const { usersClientSecret, eventsToken, serviceAccountToken } = credential;
  return [usersClientSecret, eventsToken, serviceAccountToken].filter((value) => value !== undefined);
}

function isField(key: string): key is CredentialField {
  return Object.hasOwn(purposes, key);
}

function parseSecretJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw notAnObject();
  }
}

function lacking(dataset: string, missing: readonly CredentialField[]): CollectError {
  const what = missing.map((field) => `${field} (${purposes[field]})`).join(' and ');
  return new CollectError(
    'not-configured',
    `1Password ${dataset}: add ${what} to the connection's credentials.`,
  );
}

function notAnObject(): CollectError {
  const fields = Object.keys(purposes).join(', ');
  return new CollectError(
    'unauthenticated',
    `The 1Password credentials are not a JSON object. Give them as one, with any of ${fields}.`,
  );
}

function unknownKey(key: string): CollectError {
  const fields = Object.keys(purposes).join(', ');
  return new CollectError(
    'unauthenticated',
    `The 1Password credentials have an unknown key, ${JSON.stringify(key)}. Known keys: ${fields}.`,
  );
}

function notText(key: string): CollectError {
  return new CollectError('unauthenticated', `The 1Password credentials hold ${key}, but not as text.`);
}
