import { CollectError } from '../../../evidence/problem.ts';
import { authorizedFetch, cachedToken, type TokenSource } from '../../../http/authorized.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { readJson } from '../../../http/json.ts';
import { userAgent } from '../../../http/user-agent.ts';
import type { ProviderClient } from '../../reader.ts';
import { responseFrom } from '../../response-from.ts';
import { type OnePasswordRequest, usersScope } from './requests.ts';
import { tokenResponse } from './schema.ts';

export interface UsersApi {
  /** Without a trailing slash. */
  readonly base: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly fetch: Fetch;
  /** Called with every value that must not be written. */
  readonly secret: (value: string) => void;
}

/** Asks the Users API, with a token of the client's own. */
export function usersClient(api: UsersApi, clock: () => Date): ProviderClient<OnePasswordRequest> {
  const fetch = authorizedFetch(api.fetch, tokenSource(api));
  return async ({ url }) => {
    const response = await fetch(url, { headers: { accept: 'application/json', 'user-agent': userAgent } });
    return responseFrom(response, clock());
  };
}

/** Asks the Events API. Its token does not expire by itself, so a refused one is final. */
export function eventsClient(
  token: string,
  fetch: Fetch,
  clock: () => Date,
): ProviderClient<OnePasswordRequest> {
  const authorized = authorizedFetch(fetch, { token: () => Promise.resolve(token) });
  const headers = { accept: 'application/json', 'user-agent': userAgent };
  return async ({ body, method, url }) => {
    const asked =
      body === undefined
        ? { headers }
        : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await authorized(url, asked);
    return responseFrom(response, clock());
  };
}

function tokenSource(api: UsersApi): TokenSource {
  return cachedToken(() => requestToken(api), Date.now);
}

async function requestToken(api: UsersApi): Promise<{ token: string; expiresInSeconds: number }> {
  const basic = Buffer.from(`${api.clientId}:${api.clientSecret}`).toString('base64');
  api.secret(basic);
  const response = await api
    .fetch(`${api.base}/v1beta1/users/oauth2/token`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Basic ${basic}`,
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': userAgent,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: usersScope }).toString(),
      confidential: true,
    })
    .catch((error: unknown) => Promise.reject(explainRefusal(error)));
  const { access_token, expires_in } = await readJson(response, tokenResponse, '1Password Users API token');
  api.secret(access_token);
  return { token: access_token, expiresInSeconds: expires_in };
}

/** OAuth refuses a wrong client with 400 as well as with 401. */
function explainRefusal(error: unknown): unknown {
  if (!(error instanceof CollectError)) return error;
  if (!['unauthenticated', 'denied', 'rejected'].includes(error.code)) return error;
  return new CollectError(
    error.code,
    `${error.message} Check usersClientId and usersClientSecret, that the client has the scope ${usersScope}, and the region.`,
    { cause: error },
  );
}
