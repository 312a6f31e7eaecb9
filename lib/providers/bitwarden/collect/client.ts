import * as z from 'zod/mini';
import { CollectError } from '../../../evidence/problem.ts';
import { authorizedFetch, cachedToken } from '../../../http/authorized.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { readJson } from '../../../http/json.ts';
import { userAgent } from '../../../http/user-agent.ts';
import type { ProviderClient, ProviderRequest } from '../../reader.ts';
import { responseFrom } from '../../response-from.ts';
import type { Credential } from './credential.ts';
import { scope } from './scope.ts';

export interface ClientOptions {
  readonly credential: Credential;
  /** Where tokens are given, without a trailing slash. */
  readonly identity: string;
  readonly fetch: Fetch;
  readonly clock: () => Date;
  /** Called with every value that must not be written. */
  readonly secret: (value: string) => void;
}

const tokenResponse = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() });
const headers = { accept: 'application/json', 'user-agent': userAgent };

/** Asks Bitwarden's Public API, with a token of the organization's own. Errors are `CollectError`. */
export function bitwardenClient(options: ClientOptions): ProviderClient<ProviderRequest> {
  const source = cachedToken(() => requestToken(options), Date.now);
  const authorized = authorizedFetch(options.fetch, source);
  return async ({ url }) => {
    const response = await authorized(url, { headers });
    return responseFrom(response, options.clock());
  };
}

async function requestToken({ credential, fetch, identity, secret }: ClientOptions) {
  const { clientId, clientSecret } = credential;
  const response = await fetch(`${identity}/connect/token`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope,
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
    confidential: true,
  }).catch((error: unknown) => Promise.reject(explainRefusal(error)));
  const { access_token, expires_in } = await readJson(response, tokenResponse, 'Bitwarden’s token');
  secret(access_token);
  return { token: access_token, expiresInSeconds: expires_in };
}

/** OAuth refuses a wrong client with 400 as well as with 401. */
function explainRefusal(error: unknown): unknown {
  if (!(error instanceof CollectError)) return error;
  if (!['unauthenticated', 'denied', 'rejected'].includes(error.code)) return error;
  return new CollectError(
    error.code,
    `${error.message} Check clientId and clientSecret, and region or server: an organization has its key at one of them alone.`,
    { cause: error },
  );
}
