import { createPrivateKey, type KeyObject } from 'node:crypto';
import * as z from 'zod/mini';
import { CollectError } from '../../../evidence/problem.ts';
import { isSafeAddress } from './hosts.ts';

/** A service account's key, as Google's console downloads it. */
export interface KeyCredential {
  readonly kind: 'key';
  readonly account: string;
  /** The number that the delegation page knows the service account by. */
  readonly clientId: string | null;
  readonly key: KeyObject;
  readonly keyId: string | null;
  readonly tokenAddress: string;
  /** Texts that must never be written anywhere. */
  readonly secrets: readonly string[];
}

/** An external-account configuration: another cloud's identity stands in for a key. */
export interface FederatedCredential {
  readonly kind: 'federated';
  readonly account: string;
  readonly audience: string;
  readonly subjectTokenType: string;
  readonly stsAddress: string;
  /** The configuration as it came, for Google's library, and the part that says where the proof comes from. */
  readonly configuration: z.infer<typeof externalSchema>;
  readonly source: Readonly<Record<string, unknown>>;
  readonly secrets: readonly string[];
}

export type Credential = KeyCredential | FederatedCredential;

const googleTokenAddress = 'https://oauth2.googleapis.com/token';

const keySchema = z.object({
  type: z.literal('service_account'),
  client_email: z.string().check(z.includes('@')),
  client_id: z.optional(z.string()),
  private_key: z.string().check(z.minLength(1)),
  private_key_id: z.optional(z.string()),
  token_uri: z._default(z.string(), googleTokenAddress),
});

const externalSchema = z.looseObject({
  type: z.literal('external_account'),
  audience: z.string().check(z.minLength(1)),
  subject_token_type: z.string().check(z.minLength(1)),
  token_url: z._default(z.string(), 'https://sts.googleapis.com/v1/token'),
  client_secret: z.optional(z.string()),
  credential_source: z.looseObject({}),
});

/** Reads a connection's credential. Its content appears in no error. */
export function readCredential(text: string | null, serviceAccount: string | undefined): Credential {
  const value = parse(text);
  const type = z.object({ type: z.string() }).safeParse(value).data?.type;
  if (type === 'service_account') return readKey(accept(keySchema, value, 'service-account key'));
  if (type === 'external_account')
    return readExternal(accept(externalSchema, value, 'external-account configuration'), serviceAccount);
  throw unusable(
    'The Google credential has no "type" that can be used here. Give a service-account key (service_account) or an external-account configuration (external_account), as JSON.',
  );
}

function parse(text: string | null): unknown {
  if (!text?.trim())
    throw unusable(
      'There is no Google credential. Name one with credentials: env:NAME, file:PATH, secret:NAME or op://vault/item/field.',
    );
  try {
    return JSON.parse(text);
  } catch {
    throw unusable(
      'The Google credential is not JSON. Give the whole file as Google made it: the key of a service account, or an external-account configuration.',
    );
  }
}

function accept<T>(schema: z.ZodMiniType<T>, value: unknown, what: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const fields = [...new Set(read.error.issues.map((issue) => issue.path.join('.')))].join(', ');
  throw unusable(`The Google credential is a ${what} whose ${fields} cannot be used. Download it again.`);
}

function readKey(key: z.infer<typeof keySchema>): KeyCredential {
  return {
    kind: 'key',
    account: key.client_email,
    clientId: key.client_id ?? null,
    key: privateKey(key.private_key),
    keyId: key.private_key_id ?? null,
    tokenAddress: safe(key.token_uri, 'token_uri'),
    secrets: [key.private_key, JSON.stringify(key.private_key).slice(1, -1)],
  };
}

/** OpenSSL's own error is left out: it can quote what it could not read. */
function privateKey(pem: string): KeyObject {
  const key = tryPrivateKey(pem);
  if (key?.asymmetricKeyType === 'rsa') return key;
  throw unusable(
    'The private_key of the Google service-account key is not an RSA key in PEM form. Check that its line breaks survived, or download the key again.',
  );
}

function tryPrivateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function readExternal(
  configuration: z.infer<typeof externalSchema>,
  serviceAccount: string | undefined,
): FederatedCredential {
  if (serviceAccount === undefined)
    throw unusable(
      'The Google credential is an external-account configuration, so the connection must also name the service account to sign as. Add serviceAccount: to it.',
    );
  return {
    kind: 'federated',
    account: serviceAccount,
    audience: configuration.audience,
    subjectTokenType: configuration.subject_token_type,
    stsAddress: safe(configuration.token_url, 'token_url'),
    configuration,
    source: configuration.credential_source,
    secrets: configuration.client_secret === undefined ? [] : [configuration.client_secret],
  };
}

function safe(address: string, field: string): string {
  if (isSafeAddress(address)) return address;
  throw unusable(
    `The ${field} of the Google credential is not an https address (http is accepted only for this machine itself). Download the credential again.`,
  );
}

function unusable(message: string): CollectError {
  return new CollectError('not-configured', message);
}
