import { CollectError } from '../../../evidence/problem.ts';

/** The API key of an organization. */
export interface Credential {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The organization's id, which the client's begins with a word before. */
  readonly organization: string;
}

const fields = ['clientId', 'clientSecret'] as const;

/**
 * Reads the connection's credentials, JSON with `clientId` and `clientSecret`. Throws `not-configured` where there are none,
 * and `unauthenticated` for what cannot be an organization's key; messages never quote the text.
 */
export function readCredential(text: string | null): Credential {
  if ((text ?? '').trim() === '') throw lacking(fields);
  const given = parsed(text ?? '');
  const strange = Object.keys(given).find((key) => !fields.some((field) => field === key));
  if (strange !== undefined) throw unusable(`have an unknown key, ${JSON.stringify(strange)}`);
  const missing = fields.filter((field) => given[field] === undefined || given[field] === '');
  if (missing.length > 0) throw lacking(missing);
  const [clientId, clientSecret] = [given.clientId, given.clientSecret];
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string')
    throw unusable('hold something that is not text');
  const organization = /^organization\.([0-9a-f-]{36})$/i.exec(clientId)?.[1];
  if (organization === undefined) throw unusable(notOfAnOrganization(clientId));
  return { clientId, clientSecret, organization: organization.toLowerCase() };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw unusable('are not JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw unusable('are not a JSON object');
}

/** A person's key opens the person's own vault, and is of no use here. */
function notOfAnOrganization(clientId: string): string {
  if (/^user\./i.test(clientId)) return 'are a person’s own API key, which opens that person’s vault';
  return 'hold a clientId that is not an organization’s (organization.…)';
}

function lacking(missing: readonly string[]): CollectError {
  return new CollectError(
    'not-configured',
    `The Bitwarden connection lacks ${missing.join(' and ')}: give it JSON with the organization’s API key.`,
  );
}

function unusable(what: string): CollectError {
  return new CollectError(
    'unauthenticated',
    `The Bitwarden credentials ${what}. Give JSON with clientId (organization.…) and clientSecret, as Settings › Organization info shows them.`,
  );
}
