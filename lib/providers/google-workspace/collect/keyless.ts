import * as z from 'zod/mini';
import { readJson } from '../../../http/json.ts';
import type { Claims } from './assertion.ts';
import type { FederatedCredential } from './credential.ts';
import { rehost } from './hosts.ts';
import type { TokenClient } from './token-client.ts';

const stsResponse = z.object({ access_token: z.string().check(z.minLength(1)) });
const signJwtResponse = z.object({ signedJwt: z.string().check(z.minLength(1)) });

/** Exchanges another cloud's proof of identity (RFC 8693) for a token of the workload identity pool. */
export async function federatedToken(
  client: TokenClient,
  credential: FederatedCredential,
  subjectToken: string,
  endpoint: string | null,
): Promise<string> {
  client.secret(subjectToken);
  const response = await client.fetch(rehost(credential.stsAddress, endpoint), {
    method: 'POST',
    confidential: true,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      audience: credential.audience,
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      subject_token: subjectToken,
      subject_token_type: credential.subjectTokenType,
    }).toString(),
  });
  const { access_token } = await readJson(response, stsResponse, "Google's token exchange");
  client.secret(access_token);
  return access_token;
}

/** Has Google sign the claims with the service account's own key, which never leaves Google. */
export async function signedByGoogle(
  client: TokenClient,
  account: string,
  token: string,
  claims: Claims,
  endpoint: string | null,
): Promise<string> {
  const name = encodeURIComponent(account).replace('%40', '@');
  const path = `/v1/projects/-/serviceAccounts/${name}:signJwt`;
  const response = await client.fetch(rehost(`https://iamcredentials.googleapis.com${path}`, endpoint), {
    method: 'POST',
    confidential: true,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ payload: JSON.stringify(claims) }),
  });
  return (await readJson(response, signJwtResponse, "Google's signJwt")).signedJwt;
}
