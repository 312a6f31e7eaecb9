import { CollectError } from '../../../evidence/problem.ts';
import { authorizedFetch, cachedToken, type TokenSource } from '../../../http/authorized.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { readJson } from '../../../http/json.ts';
import { followPages } from '../../../http/pages.ts';
import { tokenAnswer, usersPage } from './schema.ts';

/** How this integration introduces itself, to the APIs and to the SDK. 1Password asks for a `User-Agent`. */
export const integration = { name: 'Exhibit', version: '1.0.0' } as const;
export const userAgent = `${integration.name}/${integration.version}`;

export interface UsersApi {
  /** Without a trailing slash. */
  readonly base: string;
  readonly account: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly fetch: Fetch;
  /** Called with every value that must not be written. */
  readonly secret: (value: string) => void;
}

/** The scope that a Users API client needs. */
export const usersScope = 'list_users';

export interface UsersPage {
  readonly users: readonly unknown[];
  readonly next: unknown;
}

/** Every page of the account's users, in whatever state, as 1Password orders them. */
export function userPages(api: UsersApi, pageSize = 1000): AsyncGenerator<UsersPage> {
  const fetch = authorizedFetch(api.fetch, tokenSource(api));
  return followPages(
    (token) => askUsers(fetch, usersUrl(api, pageSize, token)),
    (page) => page.next,
    (page) => page.users.length === 0,
  );
}

async function askUsers(fetch: Fetch, url: URL): Promise<UsersPage> {
  const answer = await fetch(url, { headers: { accept: 'application/json', 'user-agent': userAgent } });
  return readJson(answer, usersPage, '1Password Users API');
}

function usersUrl(api: UsersApi, pageSize: number, token: string | undefined): URL {
  const url = new URL(`${api.base}/v1beta1/accounts/${encodeURIComponent(api.account)}/users`);
  url.searchParams.set('max_page_size', String(pageSize));
  if (token !== undefined) url.searchParams.set('page_token', token);
  return url;
}

function tokenSource(api: UsersApi): TokenSource {
  return cachedToken(() => askToken(api), Date.now);
}

async function askToken(api: UsersApi): Promise<{ token: string; expiresInSeconds: number }> {
  const basic = Buffer.from(`${api.clientId}:${api.clientSecret}`).toString('base64');
  api.secret(basic);
  const answer = await api
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
  const { access_token, expires_in } = await readJson(answer, tokenAnswer, '1Password Users API token');
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
