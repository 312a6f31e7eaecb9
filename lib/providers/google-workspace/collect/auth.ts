import * as z from 'zod/mini';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { cachedToken, type TokenSource } from '../../../http/authorized.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { readJson } from '../../../http/json.ts';
import type { ConnectionInput } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { type Claims, claimsAt, signAssertion } from './assertion.ts';
import { type Credential, type FederatedCredential, readCredential } from './credential.ts';
import { rehost } from './hosts.ts';
import { federatedToken, signedByGoogle } from './keyless.ts';
import { delegationAdvice, exchangeAdvice, orUnauthenticated, signingAdvice } from './refusal.ts';
import type { TokenClient } from './token-client.ts';

/** One identity at Google, whose token all datasets of a connection share. */
export interface Identity {
  /** Who asks, as the evidence names it. */
  readonly principal: string;
  /** The shared token, asked for through this dataset when it must be. */
  through(client: TokenClient): TokenSource;
}

const googleTokenAddress = 'https://oauth2.googleapis.com/token';
/** Google's tokens hold for an hour. The standard leaves it open whether an answer says so (RFC 6749, 5.1). */
const tokenResponse = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z._default(z.coerce.number().check(z.positive()), 3_600),
});

/**
 * Reads the connection's credential. Throws `not-configured` when it cannot be used. `now` gives the
 * machine's clock in milliseconds since 1970, which Google compares with its own.
 */
export function openIdentity(
  connection: ConnectionInput<Settings>,
  scopes: readonly string[],
  now: () => number,
): Identity {
  const credential = readCredential(connection.credential, connection.settings.serviceAccount);
  let current: TokenClient | undefined;
  const shared = cachedToken(async () => {
    if (!current) throw new Error('A token was asked for by nobody.');
    return requestToken(current, credential, connection, scopes, now());
  }, now);
  return {
    principal: `${credential.account} as ${connection.settings.subject}`,
    through: (client) => {
      for (const secret of credential.secrets) client.secret(secret);
      return {
        token: async (options) => {
          current = client;
          const token = await shared.token(options);
          client.secret(token);
          return token;
        },
      };
    },
  };
}

async function requestToken(
  client: TokenClient,
  credential: Credential,
  connection: ConnectionInput<Settings>,
  scopes: readonly string[],
  now: number,
): Promise<{ token: string; expiresInSeconds: number }> {
  const { endpoint, settings } = connection;
  const aud = credential.kind === 'key' ? credential.tokenAddress : googleTokenAddress;
  // A key names its own token address, which `endpoint` does not change.
  const address = credential.kind === 'key' ? aud : rehost(aud, endpoint);
  const who = { iss: credential.account, sub: settings.subject, scope: scopes.join(' '), aud };
  const assertion = await signClaims(client, credential, claimsAt(now, who), endpoint);
  client.secret(assertion);
  const advice = delegationAdvice(credential, settings.subject, scopes);
  return orUnauthenticated(advice, exchange(client.fetch, address, assertion));
}

async function signClaims(
  client: TokenClient,
  credential: Credential,
  claims: Claims,
  endpoint: string | null,
) {
  if (credential.kind === 'key') return signAssertion(claims, credential.key, credential.keyId);
  const proof = await proofOfIdentity(credential, client.fetch);
  const token = await orUnauthenticated(
    exchangeAdvice(credential.audience),
    federatedToken(client, credential, proof, endpoint),
  );
  return orUnauthenticated(
    signingAdvice(credential.account),
    signedByGoogle(client, credential.account, token, claims, endpoint),
  );
}

async function exchange(fetch: Fetch, address: string, assertion: string) {
  const response = await fetch(address, {
    method: 'POST',
    confidential: true,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion,
    }).toString(),
  });
  const token = await readJson(response, tokenResponse, "Google's token address");
  return { token: token.access_token, expiresInSeconds: token.expires_in };
}

/**
 * What the other cloud gives as proof, made by Google's library. Only this step is left to it: it exchanges
 * the proof with a client of its own, which would neither be recorded nor honour `endpoint`.
 */
async function proofOfIdentity(
  { configuration, source }: FederatedCredential,
  fetch: Fetch,
): Promise<string> {
  const transporterOptions = { retry: false, fetchImplementation: confidentially(fetch) };
  const options = { ...configuration, transporterOptions };
  // Each of Google's APIs hands on the same library for credentials; this is the smallest of them. Few need it.
  const { auth: google } = await import('googleapis/build/src/apis/kgsearch/index.js');
  try {
    const client =
      'environment_id' in source
        ? new google.AwsClient(options as ConstructorParameters<typeof google.AwsClient>[0])
        : new google.IdentityPoolClient(
            options as ConstructorParameters<typeof google.IdentityPoolClient>[0],
          );
    return await client.retrieveSubjectToken();
  } catch (error) {
    // The library's own message is left out: it can quote the file that it could not read.
    throw findCollectError(error) ?? noProof();
  }
}

function noProof(): CollectError {
  return new CollectError(
    'not-configured',
    "The external-account configuration gave no proof of this machine's identity. On AWS, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set (a Lambda function has them); elsewhere, check its credential_source.",
  );
}

/** The library's questions go to this machine's own surroundings, and their answers are secrets. */
function confidentially(fetch: Fetch): typeof globalThis.fetch {
  return (input, init) =>
    fetch(input instanceof Request ? input.url : input, {
      method: init?.method ?? 'GET',
      headers: init?.headers ?? {},
      confidential: true,
    });
}
